#include "train/stages/training_texts.h"

#include <numeric>
#include <string>
#include <utility>

#include "base/check.h"
#include "codec/line_ends.h"
#include "pith/error.h"
#include "train/corpus/split.h"

namespace pith {

namespace {

constexpr std::uint64_t kCorpusSeed = 0x706974682d747874;  // "pith-txt"

void require_size(std::uint64_t bytes, bool some_left_out) {
  if (bytes < kMinTrainingBytes) {
    const std::string without = some_left_out ? " without texts that repeat others or are held out" : "";
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes" + without + "; give at least " +
                                       std::to_string(kMinTrainingBytes) + ", better a million or more");
  }
  if (bytes > kMaxTrainingBytes) {
    throw Error(ErrorCode::kUsage, "the corpus has " + std::to_string(bytes) + " bytes; give at most " +
                                       std::to_string(kMaxTrainingBytes));
  }
}

void leave_out(std::vector<TrainingText>& works, const std::vector<LeftOutWork>& left_out) {
  for (auto next = left_out.rbegin(); next != left_out.rend(); ++next) {
    works.erase(works.begin() + static_cast<std::ptrdiff_t>(next->number));
  }
}

std::vector<Bytes> bytes_alone(std::vector<TrainingText> texts) {
  std::vector<Bytes> alone;
  for (TrainingText& text : texts) alone.push_back(std::move(text.bytes));
  return alone;
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

std::uint64_t corpus_check(const TrainingTexts& texts) {
  Check check(kCorpusSeed);
  for (const std::vector<Bytes>* part : {&texts.counted, &texts.tuning}) {
    for (const Bytes& text : *part) {
      Bytes length;
      append_little_endian(length, std::uint64_t{text.size()});
      check.update(length);
      check.update(text);
    }
    check.update(Bytes(8, 0xFF));  // a length that no text has
  }
  return check.digest();
}

TrainingTexts training_texts(std::vector<TrainingText> works, std::vector<TrainingText> held_out,
                             std::vector<TrainingText> tuning) {
  if (!held_out.empty() && bytes_of(held_out) == 0) {
    throw Error(ErrorCode::kUsage, "the texts to measure on are empty; give others, or none");
  }
  std::vector<LeftOutWork> left_out = works_left_out(works, held_out, tuning);
  leave_out(works, left_out);
  leave_out(tuning, works_left_out(tuning, held_out));
  leave_out(held_out, works_left_out(held_out, {}));
  bring_to_line_feeds(tuning);
  const std::uint64_t corpus_bytes = bytes_of(works);
  require_size(corpus_bytes, !left_out.empty());
  bring_to_line_feeds(works);
  SplitWorks split = split_works(std::move(works), {.tuning = tuning.empty(), .held_out = held_out.empty()});
  return {.counted = std::move(split.counted),
          .tuning = tuning.empty() ? std::move(split.tuning) : bytes_alone(std::move(tuning)),
          .held_out = std::move(held_out.empty() ? split.held_out : held_out),
          .corpus_bytes = corpus_bytes,
          .left_out = std::move(left_out)};
}

}  // namespace pith
