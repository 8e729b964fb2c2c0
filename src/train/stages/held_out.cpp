#include "train/stages/held_out.h"

#include <cmath>
#include <cstdint>
#include <sstream>
#include <string>

#include "base/ordered_work.h"

namespace pith {

namespace {

/// One text, one level, with a model or (null) from empty.
struct Task {
  const TrainingText* text;
  int level;
  const Model* model;
};

Measurement measured(const Task& task, std::atomic<std::uint64_t>* bytes_done) {
  std::istringstream text(std::string(task.text->bytes.begin(), task.text->bytes.end()));
  return measure(text, {.level = task.level, .text_bytes_done = bytes_done, .model = task.model});
}

/// 0 where there are no characters.
std::uint32_t millibits(const Measurement& measurement) {
  return static_cast<std::uint32_t>(std::lround(1000 * measurement.bits_per_char().value_or(0)));
}

}  // namespace

std::vector<HeldOutCost> measure_held_out(const std::vector<TrainingText>& texts, const Model& model,
                                          const std::vector<int>& levels, int threads,
                                          std::atomic<std::uint64_t>* bytes_done) {
  std::vector<HeldOutCost> costs;
  for (const int level : levels) costs.push_back({.level = level, .from_empty = {}, .with_model = {}});
  std::vector<Task> tasks;
  std::vector<Measurement*> sums;
  for (HeldOutCost& cost : costs) {
    for (const TrainingText& text : texts) {
      tasks.push_back({&text, cost.level, nullptr});
      sums.push_back(&cost.from_empty);
      tasks.push_back({&text, cost.level, &model});
      sums.push_back(&cost.with_model);
    }
  }
  Progress progress(nullptr);
  OrderedWork<Measurement> work(worker_count(threads), progress);
  std::size_t taken = 0;
  for (const Task& task : tasks) {
    if (work.full()) *sums[taken++] += work.take();
    work.start([&task, bytes_done] { return measured(task, bytes_done); });
  }
  while (!work.empty()) *sums[taken++] += work.take();
  return costs;
}

std::vector<ModelMetadata::HeldOut> results_of(const std::vector<HeldOutCost>& costs) {
  std::vector<ModelMetadata::HeldOut> results;
  for (const HeldOutCost& cost : costs) {
    results.push_back({.level = static_cast<std::uint32_t>(cost.level),
                       .text_bytes = cost.with_model.bytes,
                       .from_empty_millibits = millibits(cost.from_empty),
                       .with_model_millibits = millibits(cost.with_model)});
  }
  return results;
}

}  // namespace pith
