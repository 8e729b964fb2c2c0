#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"

namespace pith {

/// 5 * 7 bits hold every 32-bit number.
inline constexpr std::size_t kMaxVarintBytes = 5;

/// Appends `number` as unsigned LEB128 in its shortest form: seven bits a byte, low bits first, the high bit set on all
/// but the last byte.
void append_varint(Bytes& out, std::uint32_t number);

/// Takes a varint byte by byte and accepts the shortest form only.
class VarintReader {
 public:
  enum class State {
    kMore,     ///< the number goes on in the next byte
    kDone,     ///< number() is complete
    kInvalid,  ///< not the shortest form, or beyond 32 bits
  };

  /// REQUIRES: every earlier call returned kMore.
  State take(std::uint8_t byte);

  std::uint32_t number() const { return number_; }

 private:
  std::uint32_t number_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace pith
