#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "model/predictor/prior.h"
#include "pith/predictor.h"

namespace pith {

/// A predictor whose plan is known when compiling. One virtual call a bit.
class Predictor::Impl {
 public:
  virtual ~Impl() = default;
  virtual void learn(int bit) = 0;
  virtual void likeliest(std::span<ByteShare> best) = 0;

  /// What it has learnt so far, for a model.
  virtual ShortHistories short_histories() const = 0;
  virtual MixingState mixing() const = 0;

  std::uint32_t p16() const { return p16_; }

 protected:
  std::uint32_t p16_ = 32768;  // P(next bit is 1), in [1, 65535]
};

/// The predictor of a level for a text of `text_bytes`. `prior` is where it starts, null = from empty, and outlives it.
/// If not `adaptive` it takes bits in but learns nothing from them.
std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* prior, bool adaptive);

}  // namespace pith
