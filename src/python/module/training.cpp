#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <utility>

#include "pith/error.h"
#include "pith/train.h"
#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

using OnProgress = std::function<void(const std::string&, int, int, std::uint64_t, std::uint64_t)>;

/// The stage that training is in, as the thread that trains tells it to the one that shows it.
class Stages {
 public:
  std::atomic<std::uint64_t>* begin(const TrainingStage& stage) {
    const std::lock_guard lock(mutex_);
    stage_ = stage;
    done_ = 0;
    return &done_;
  }

  /// Calls `on_progress` once a stage has begun. The GIL is held.
  void tell(const OnProgress& on_progress) {
    TrainingStage stage;
    {
      const std::lock_guard lock(mutex_);
      stage = stage_;
    }
    if (stage.number != 0) on_progress(stage.name, stage.number, stage.count, done_.load(), stage.total_bytes);
  }

 private:
  std::mutex mutex_;
  TrainingStage stage_;
  std::atomic<std::uint64_t> done_ = 0;
};

TrainReport trained(TrainOptions options, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::kIo, path + ": cannot write it");
  TrainReport report = train(std::move(options), file);
  file.close();
  if (!file) throw Error(ErrorCode::kIo, path + ": cannot write it");
  return report;
}

/// Trains on a thread of its own and tells `on_progress` of it on this one, which is Python's. Training cannot be
/// stopped half way: what on_progress throws, an interrupt among it, is thrown once it has ended.
TrainReport train_and_tell(TrainOptions options, const std::string& path, const OnProgress& on_progress) {
  constexpr std::chrono::milliseconds kBetween(200);
  Stages stages;
  if (on_progress) options.begin_stage = [&stages](const TrainingStage& stage) { return stages.begin(stage); };
  std::future<TrainReport> work = std::async(std::launch::async, [&] { return trained(std::move(options), path); });
  std::exception_ptr fault;
  for (std::future_status status = std::future_status::timeout; status != std::future_status::ready;) {
    {
      const py::gil_scoped_release others_may_run;
      status = work.wait_for(kBetween);
    }
    if (fault || !on_progress) continue;
    try {
      stages.tell(on_progress);
    } catch (const py::error_already_set&) {
      fault = std::current_exception();
    }
  }
  if (fault) std::rethrow_exception(fault);
  return work.get();
}

py::dict trained_model(const std::vector<std::pair<std::string, py::bytes>>& works, const std::string& path,
                       const py::dict& settings, const OnProgress& on_progress) {
  TrainOptions options;
  for (const auto& [name, bytes] : works) {
    const std::string_view view = view_of(bytes);
    options.works.push_back({.name = name, .bytes = {view.begin(), view.end()}});
  }
  options.metadata.name = settings["name"].cast<std::string>();
  options.metadata.date = settings["date"].cast<std::string>();
  options.metadata.description = settings["description"].cast<std::string>();
  options.metadata.licence = settings["licence"].cast<std::string>();
  options.max_model_bytes = settings["max_bytes"].cast<std::uint64_t>();
  options.threads = settings["threads"].cast<int>();
  const auto* from = settings["start"].cast<const Model*>();
  options.from = from;
  if (const auto seconds = settings["network_seconds"].cast<double>(); seconds > 0) {
    options.network.emplace();
    options.network->seconds = seconds;
  }
  const TrainReport report = train_and_tell(std::move(options), path, on_progress);
  py::list results;
  for (const ModelMetadata::HeldOut& each : report.results) {
    py::dict entry;
    entry["level"] = each.level;
    entry["bits_per_char_from_empty"] = each.from_empty_millibits / 1000.0;
    entry["bits_per_char"] = each.with_model_millibits / 1000.0;
    results.append(entry);
  }
  py::dict all;
  all["identity"] = report.identity;
  all["model_bytes"] = report.model_bytes;
  all["counted_bytes"] = report.counted_bytes;
  all["held_out"] = results;
  return all;
}

}  // namespace

void bind_training(py::module_& module) {
  module.def("train", &trained_model, py::arg("works"), py::arg("path"), py::arg("settings"), py::arg("on_progress"));
}

}  // namespace pith::python
