#include "train/stages/training_texts.h"

#include <numeric>
#include <string>
#include <utility>

#include "codec/line_ends.h"
#include "pith/error.h"
#include "train/corpus/split.h"

namespace pith {

namespace {

void require_size(std::uint64_t bytes) {
  if (bytes < kMinTrainingBytes) {
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes; give at least " +
                                       std::to_string(kMinTrainingBytes) + ", better a million or more");
  }
  if (bytes > kMaxTrainingBytes) {
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes; give at most " +
                                       std::to_string(kMaxTrainingBytes));
  }
}

void bring_to_line_feeds(std::vector<TrainingText>& works) {
  for (TrainingText& work : works) {
    if (bytes_saved_by_swap(work.bytes) > 0) work.bytes = swap_line_ends(work.bytes);
  }
}

}  // namespace

std::uint64_t bytes_of(const std::vector<TrainingText>& texts) {
  return std::accumulate(texts.begin(), texts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const TrainingText& text) { return sum + text.bytes.size(); });
}

std::uint64_t bytes_of(const std::vector<Bytes>& texts) {
  return std::accumulate(texts.begin(), texts.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Bytes& text) { return sum + text.size(); });
}

std::vector<ByteView> views_of(const std::vector<Bytes>& texts) { return {texts.begin(), texts.end()}; }

TrainingTexts training_texts(std::vector<TrainingText> works, std::vector<TrainingText> held_out) {
  const std::uint64_t corpus_bytes = bytes_of(works);
  require_size(corpus_bytes);
  bring_to_line_feeds(works);
  SplitWorks split = split_works(std::move(works), held_out.empty());
  return {.counted = std::move(split.counted),
          .tuning = std::move(split.tuning),
          .held_out = std::move(held_out.empty() ? split.held_out : held_out),
          .corpus_bytes = corpus_bytes};
}

}  // namespace pith
