#include <algorithm>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/require_level.h"
#include "codec/text_block.h"
#include "pith/predictor.h"
#include "stats/cost_meter.h"
#include "stats/measure_blocks.h"
#include "stats/text_counter.h"

namespace pith {

namespace {

void meter_byte(Predictor& predictor, CostMeter& meter, std::uint8_t byte) {
  for (int shift = 7; shift >= 0; --shift) {
    const int bit = (byte >> shift) & 1;
    meter.add(bit, predictor.predict());
    predictor.learn(bit);
  }
}

/// The bits that the text of a block costs.
double cost(const MeasureOptions& options, Bytes block_text, Progress& progress) {
  const CodedText coded = coded_text(std::move(block_text));
  progress.advance(coded.saved_bytes);
  ByteView text = coded.bytes;
  CostMeter meter;
  Predictor predictor(options.level, text.size(), options.model, options.adaptive);
  while (!text.empty()) {
    const ByteView step = text.first(std::min(text.size(), Progress::kStepBytes));
    for (const std::uint8_t byte : step) {
      meter_byte(predictor, meter, byte);
    }
    text = text.subspan(step.size());
    progress.advance(step.size());
  }
  return meter.bits();
}

}  // namespace

Measurement measure_blocks(ByteSource& text, const MeasureOptions& options, std::size_t block_bytes) {
  require_level(options.level);
  const std::size_t workers = worker_count(options.threads);
  TextCounter counter;
  double bits = 0;  // summed block by block, in order, so the threads leave no trace in the rounding

  Progress progress(options.text_bytes_done);
  OrderedWork<double> work(workers, progress);
  bool last = false;
  while (!last) {
    if (work.full()) {
      bits += work.take();
    }
    TextBlock block = next_text_block(text, block_bytes);
    last = block.last;
    counter.add(block.text);
    work.start([&progress, &options, bytes = std::move(block.text)]() mutable {
      return cost(options, std::move(bytes), progress);
    });
  }
  while (!work.empty()) {
    bits += work.take();
  }
  return {.bits = bits, .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

Measurement measure(std::istream& text_stream, const MeasureOptions& options) {
  ByteSource text(text_stream, "the text");
  return measure_blocks(text, options, kMaxBlockBytes);
}

}  // namespace pith
