#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith::fuzz {

/// What an archive says of itself before anything of it is decoded.
struct Declared {
  std::uint64_t blocks = 0;      ///< whole ones
  std::uint64_t text_bytes = 0;  ///< of those that are not stored, and 256 for each large predictor
};

/// Reads the format on its own, and gives up where the archive ceases to make sense.
class DeclaredText {
 public:
  explicit DeclaredText(std::string_view archive) : archive_(archive) {}

  Declared total() {
    while (has(4) && member()) {
    }
    return total_;
  }

 private:
  static constexpr int kLongForm = 0;
  static constexpr std::uint64_t kPredictor = 256;

  bool has(std::uint64_t bytes) const { return bytes <= archive_.size() - at_; }
  std::uint64_t byte(std::size_t ahead) const { return static_cast<std::uint8_t>(archive_[at_ + ahead]); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; at_ < archive_.size() && shift < 35; shift += 7) {
      const std::uint64_t next = byte(0);
      ++at_;
      value |= (next & 127U) << shift;
      if (next < 128) break;
    }
    return value;
  }

  bool pass(std::uint64_t bytes) {
    if (!has(bytes)) return false;
    at_ += static_cast<std::size_t>(bytes);
    return true;
  }

  bool member() {
    const std::uint64_t profile = byte(2);
    const std::uint64_t form = profile >> 5 & 3;
    const std::uint64_t named = (profile & 0x10) != 0 ? (form == kLongForm ? 8 : 3) : 0;
    if (form != kLongForm) return pass(3 + named) && short_block(form + 1);
    const std::uint64_t options = byte(3);
    if (!pass(4 + named)) return false;
    if ((options & 1) != 0) {
      varint();
      if (!pass(8)) return false;
    }
    return blocks((options & 2) != 0);
  }

  bool short_block(std::uint64_t size_bytes) {
    if (!has(size_bytes)) return false;
    std::uint64_t sizes = 0;
    for (std::uint64_t i = size_bytes; i-- > 0;) sizes = sizes << 8 | byte(static_cast<std::size_t>(i));
    const int text_bits = size_bytes == 2 ? 9 : 13;
    if (!pass(size_bytes) || !pass((sizes >> text_bits) + 3)) return false;
    ++total_.blocks;
    total_.text_bytes += sizes & ((std::uint64_t{1} << text_bits) - 1);
    return true;
  }

  bool blocks(bool streamed) {
    std::uint64_t number = 0;
    for (bool last = false; !last; ++number) {
      const std::uint64_t tag = varint();
      last = (tag & 1) != 0;
      if (!last || number > 0) varint();  // lines
      if ((tag & 4) != 0) varint();       // saved_bytes
      if (!pass(varint()) || !pass(4)) return false;
      ++total_.blocks;
      if ((tag & 2) == 0 || streamed) total_.text_bytes += tag >> 4;
      if (streamed && (tag & 8) == 0) total_.text_bytes += kPredictor;
    }
    if (number > 1) at_ = archive_.size();  // the index says nothing of what follows it
    return true;
  }

  std::string_view archive_;
  std::size_t at_ = 0;
  Declared total_;
};

/// How many bytes of text a decoder may have to decode before it can tell that `archive` is damaged: a few bytes may
/// honestly stand for 16 MB, which takes too long to fuzz.
inline Declared declared(std::string_view archive) { return DeclaredText(archive).total(); }

}  // namespace pith::fuzz
