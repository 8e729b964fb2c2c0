#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "pith/predictor.h"

namespace pith {

/// A predictor whose plan is known when compiling. One virtual call a bit.
class Predictor::Impl {
 public:
  virtual ~Impl() = default;
  virtual void learn(int bit) = 0;
  std::uint32_t p16() const { return p16_; }

 protected:
  std::uint32_t p16_ = 32768;  // P(next bit is 1), in [1, 65535]
};

class Prior;

/// The predictor of a level for a text of `text_bytes`. `prior` is where it starts, null = from empty, and outlives it.
std::unique_ptr<Predictor::Impl> make_predictor(int level, std::size_t text_bytes, const Prior* prior, bool adaptive);

}  // namespace pith
