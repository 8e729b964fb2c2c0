#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/byte_source.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/text_block.h"
#include "pith/error.h"
#include "pith/predictor.h"
#include "pith/surprisal.h"
#include "stats/measure/cost_meter.h"
#include "stats/measure/scorer_impl.h"
#include "stats/measure/swapped_line_ends.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

/// What a block's bytes cost, one after another.
class SurprisalMeter {
 public:
  virtual ~SurprisalMeter() = default;

  /// The next byte of the text. Its candidates last until the next call.
  virtual ByteSurprisal read(std::uint8_t byte) = 0;
};

/// With what else was likely.
class CandidatesMeter final : public SurprisalMeter {
 public:
  /// REQUIRES: options.max_candidates != 0.
  CandidatesMeter(const SurprisalOptions& options, std::size_t text_bytes)
      : predictor_(options.level, text_bytes, options.model, options.adaptive),
        shares_(options.max_candidates),
        candidates_(options.max_candidates) {}

  ByteSurprisal read(std::uint8_t byte) override {
    look_ahead();
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

class PlainMeter final : public SurprisalMeter {
 public:
  /// `text` outlives this.
  PlainMeter(Scorer::Impl& scorer, ByteView text) : costs_(scorer.byte_costs(text)), bytes_left_(text.size()) {}

  ByteSurprisal read(std::uint8_t byte) override {
    if (next_ == bits_.size()) fill();
    return {.byte = byte, .bits = bits_[next_++], .candidates = {}};
  }

 private:
  void fill() {
    bits_.resize(std::min(bytes_left_, kStepBytes));
    costs_->read(bits_);
    bytes_left_ -= bits_.size();
    next_ = 0;
  }

  static constexpr std::size_t kStepBytes = 256;

  std::unique_ptr<ByteCosts> costs_;
  std::size_t bytes_left_;
  std::vector<double> bits_;  // of bytes that were read ahead
  std::size_t next_ = 0;
};

void require_candidates(const SurprisalOptions& options) {
  if (options.max_candidates > 256) throw Error(ErrorCode::kUsage, "a byte has at most 256 candidates");
}

std::unique_ptr<SurprisalMeter> meter_of(ByteView text, const SurprisalOptions& options, Scorer::Impl& scorer) {
  if (options.max_candidates != 0) return std::make_unique<CandidatesMeter>(options, text.size());
  return std::make_unique<PlainMeter>(scorer, text);
}

}  // namespace

Measurement surprisals(std::istream& text_stream, const SurprisalOptions& options,
                       const std::function<void(const ByteSurprisal&)>& take) {
  require_candidates(options);
  ByteSource text(text_stream, "the text");
  Progress progress(options.text_bytes_done);
  TextCounter counter;
  Scorer::Impl scorer({.level = options.level, .model = options.model, .adaptive = options.adaptive});
  double bits = 0;
  for (bool last = false; !last;) {
    TextBlock block = next_text_block(text);
    last = block.last;
    counter.add(block.text);
    const CodedText coded = coded_text(std::move(block.text));
    progress.advance(coded.saved_bytes);
    const std::unique_ptr<SurprisalMeter> meter = meter_of(coded.bytes, options, scorer);
    SwappedLineEnds swapped(take);
    for (const std::uint8_t byte : coded.bytes) {
      const ByteSurprisal surprisal = meter->read(byte);
      bits += surprisal.bits;
      coded.saved_bytes != 0 ? swapped.add(surprisal) : take(surprisal);
      progress.advance(1);
    }
    swapped.finish();
  }
  return {.bits = bits, .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

}  // namespace pith
