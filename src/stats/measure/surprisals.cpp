#include <utility>
#include <vector>

#include "base/byte_source.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/require_level.h"
#include "codec/text_block.h"
#include "pith/error.h"
#include "pith/predictor.h"
#include "pith/surprisal.h"
#include "stats/measure/cost_meter.h"
#include "stats/measure/swapped_line_ends.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

/// The predictor of a block, and what it makes of each byte.
class SurprisalMeter {
 public:
  SurprisalMeter(const SurprisalOptions& options, std::size_t text_bytes)
      : predictor_(options.level, text_bytes, options.model, options.adaptive),
        shares_(options.max_candidates),
        candidates_(options.max_candidates) {}

  /// The next byte of the text. Its candidates last until the next call.
  ByteSurprisal read(std::uint8_t byte) {
    if (!shares_.empty()) look_ahead();
    CostMeter meter;
    meter.add_byte(predictor_, byte);
    return {.byte = byte, .bits = meter.bits(), .candidates = candidates_};
  }

 private:
  void look_ahead() {
    predictor_.likeliest(shares_);
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      candidates_[i] = {.byte = shares_[i].byte, .probability = shares_[i].share / 4294967296.0};
    }
  }

  Predictor predictor_;
  std::vector<ByteShare> shares_;
  std::vector<Candidate> candidates_;
};

void require_candidates(const SurprisalOptions& options) {
  if (options.max_candidates > 256) throw Error(ErrorCode::kUsage, "a byte has at most 256 candidates");
}

}  // namespace

Measurement surprisals(std::istream& text_stream, const SurprisalOptions& options,
                       const std::function<void(const ByteSurprisal&)>& take) {
  require_level(options.level);
  require_candidates(options);
  ByteSource text(text_stream, "the text");
  Progress progress(options.text_bytes_done);
  TextCounter counter;
  double bits = 0;
  for (bool last = false; !last;) {
    TextBlock block = next_text_block(text);
    last = block.last;
    counter.add(block.text);
    const CodedText coded = coded_text(std::move(block.text));
    progress.advance(coded.saved_bytes);
    SurprisalMeter meter(options, coded.bytes.size());
    SwappedLineEnds swapped(take);
    for (const std::uint8_t byte : coded.bytes) {
      const ByteSurprisal surprisal = meter.read(byte);
      bits += surprisal.bits;
      coded.saved_bytes != 0 ? swapped.add(surprisal) : take(surprisal);
      progress.advance(1);
    }
    swapped.finish();
  }
  return {.bits = bits, .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

}  // namespace pith
