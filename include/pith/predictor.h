#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "pith/export.h"
#include "pith/level.h"

namespace PITH_PUBLIC_NAMESPACE pith {

class Model;

/// A value of the next byte, and P of it in units of 2^-32.
struct ByteShare {
  std::uint8_t byte = 0;
  std::uint32_t share = 0;
};

/// The one idea of this library: the probability of the next bit, then the bit that came.
///
/// A text is bytes, a byte eight binary decisions, most significant bit first. Encoder, decoder and cost meter are
/// loops over
///     p = predictor.predict();  // code or sum one decision with p
///     predictor.learn(bit);
/// Two predictors built alike and taught the same bits give the same probabilities on every machine: integers only.
class Predictor {
 public:
  /// `text_bytes` is the length of the text to come (tables are sized by it, so encoder and decoder must agree on
  /// it). `model` is where the predictor starts, null = from empty. If not `adaptive`, what it knows stays
  /// as it was at the start, and learn() only moves on in the text.
  /// REQUIRES: kMinLevel <= level <= kMaxLevel, text_bytes <= kMaxBlockBytes; a copy of `model` outlives this.
  Predictor(int level, std::size_t text_bytes, const Model* model = nullptr, bool adaptive = true);
  ~Predictor();
  Predictor(Predictor&&) noexcept;
  Predictor& operator=(Predictor&&) noexcept;

  /// P(next bit is 1) in units of 2^-16, in [1, 65535].
  std::uint32_t predict() const;

  /// Adapts to the bit that came, 0 or 1.
  void learn(int bit);

  /// Fills `best` with the likeliest values of the next byte, the likeliest first; of equally likely ones the smaller.
  /// The shares of all 256 values add up to 2^32 less what rounding takes. The predictor stays as it is.
  /// REQUIRES: best.size() <= 256, and a multiple of eight bits have been learnt.
  void likeliest(std::span<ByteShare> best);

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

/// The longest text one predictor may be asked to see: a block of an archive is never longer.
inline constexpr std::size_t kMaxBlockBytes = std::size_t{1} << 24;

}  // namespace pith
