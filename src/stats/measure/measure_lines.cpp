#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_source.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/require_level.h"
#include "pith/measure.h"
#include "pith/scorer.h"
#include "pith/surprisal.h"
#include "stats/measure/line_batch.h"
#include "stats/measure/measure_blocks.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

using TakeLine = std::function<void(const MeasuredLine&)>;

MeasuredLine measured_line(ByteView line, double bits) {
  TextCounter counter;
  counter.add(line);
  return {.text = line,
          .measurement = {
              .bits = bits, .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()}};
}

/// Lines that continue each other: each has the bits of its bytes.
void measure_lines_of_one_text(std::istream& text, const MeasureOptions& options, const TakeLine& take) {
  Bytes line;
  double bits = 0;
  const auto end_line = [&] {
    take(measured_line(line, bits));
    line.clear();
    bits = 0;
  };
  surprisals(text,
             {.level = options.level,
              .model = options.model,
              .adaptive = options.adaptive,
              .text_bytes_done = options.text_bytes_done},
             [&](const ByteSurprisal& surprisal) {
               line.push_back(surprisal.byte);
               bits += surprisal.bits;
               if (surprisal.byte == '\n') end_line();
             });
  if (!line.empty()) end_line();
}

/// Lines that are texts of their own.
class StaticLines {
 public:
  explicit StaticLines(const MeasureOptions& options)
      : options_(options), scorer_(scorer_options(options)), progress_(nullptr) {}

  void measure(ByteSource& text, const TakeLine& take) {
    OrderedWork<Batch> work(worker_count(options_.threads), progress_);
    LineBatches batches(text, kBatchBytes);
    for (Bytes bytes = batches.next(); !bytes.empty(); bytes = batches.next()) {
      if (work.full()) give(work.take(), take);
      work.start([this, bytes = std::move(bytes)]() mutable { return measured(std::move(bytes)); });
    }
    while (!work.empty()) give(work.take(), take);
  }

 private:
  static constexpr std::size_t kBatchBytes = std::size_t{1} << 16;

  struct Batch {
    Bytes text;
    std::vector<Measurement> measurements;  // (lines)
  };

  Batch measured(Bytes text) const {
    Batch batch{.text = std::move(text), .measurements = {}};
    std::vector<std::string_view> lines;
    for (ByteView left = batch.text; !left.empty(); left = left.subspan(lines.back().size())) {
      const ByteView line = first_line(left);
      lines.emplace_back(reinterpret_cast<const char*>(line.data()), line.size());
    }
    batch.measurements = scorer_.score(lines, {.threads = 1, .text_bytes_done = options_.text_bytes_done});
    return batch;
  }

  static void give(const Batch& batch, const TakeLine& take) {
    ByteView left = batch.text;
    for (const Measurement& measurement : batch.measurements) {
      const ByteView line = left.first(measurement.bytes);
      take({.text = line, .measurement = measurement});
      left = left.subspan(line.size());
    }
  }

  const MeasureOptions& options_;
  Scorer scorer_;
  Progress progress_;
};

}  // namespace

void measure_lines(std::istream& text, const MeasureOptions& options, const TakeLine& take) {
  require_level(options.level);
  if (options.adaptive) return measure_lines_of_one_text(text, options, take);
  ByteSource source(text, "the text");
  StaticLines(options).measure(source, take);
}

}  // namespace pith
