#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "model/predictor/prior.h"
#include "pith/predictor.h"

namespace pith {

class ArithmeticDecoder;
class ArithmeticEncoder;

/// A predictor whose plan is known when compiling. One virtual call a bit, or one for many bytes.
class Predictor::Impl {
 public:
  virtual ~Impl() = default;
  virtual void learn(int bit) = 0;
  virtual void likeliest(std::span<ByteShare> best) = 0;

  // Code the next bytes of the text and learn them, as predict() and learn() of each bit do, but quicker.
  virtual void encode(ByteView text, ArithmeticEncoder& encoder) = 0;
  virtual void decode(std::span<std::uint8_t> text, ArithmeticDecoder& decoder) = 0;

  /// What it has learnt so far of its evidence, for a model.
  virtual MixingState mixing() const = 0;

  std::uint32_t p16() const { return p16_; }

 protected:
  std::uint32_t p16_ = 32768;  // P(next bit is 1), in [1, 65535]
};

/// The predictor of a level for a text of `text_bytes`. `prior` is where it starts, null = from empty, and outlives it.
/// If not `adaptive` it takes bits in but learns nothing from them.
std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* prior, bool adaptive);

}  // namespace pith
