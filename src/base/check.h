#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.h"

namespace pith {

/// XXH3-64 of bytes that come in pieces; how they are cut does not matter. It finds damage, not forgery.
class Check {
 public:
  explicit Check(std::uint64_t seed);
  ~Check();
  Check(const Check&) = delete;
  Check& operator=(const Check&) = delete;

  void update(ByteView bytes);
  std::uint64_t digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pith
