#pragma once

#include <cassert>
#include <cstdint>

namespace pith {

/// Tells when a text of so many characters is complete: UTF-8 code points, counted as pith/measure.h does. The last one
/// has all bytes that its first byte announces, unless another character begins before. As bytes that continue no
/// character do not count, a text is also complete when it has four bytes for each character.
class CharacterLimit {
 public:
  /// REQUIRES: characters < 2^62.
  explicit CharacterLimit(std::uint64_t characters) : left_(characters), bytes_left_(4 * characters) {
    assert(characters < std::uint64_t{1} << 62);
  }

  bool reached() const { return (left_ == 0 && expected_ == 0) || bytes_left_ == 0; }

  /// Whether `byte` is part of the text; if not, the limit is reached now. REQUIRES: !reached().
  bool add(std::uint8_t byte) {
    assert(!reached());
    const bool continues = (byte & 0xc0) == 0x80;
    if (continues) {
      if (expected_ > 0) --expected_;
    } else {
      expected_ = 0;
      if (left_ == 0) return false;
      --left_;
      expected_ = continuations(byte);
    }
    --bytes_left_;
    return true;
  }

 private:
  /// How many bytes follow the first of a character.
  static int continuations(std::uint8_t first) {
    return first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf8 ? 3 : 0;
  }

  std::uint64_t left_;
  std::uint64_t bytes_left_;
  int expected_ = 0;  // continuation bytes of the last character
};

}  // namespace pith
