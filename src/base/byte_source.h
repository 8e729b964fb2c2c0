#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>

#include "base/bytes.h"

namespace pith {

/// Bytes from a stream, counted. A failing stream is an Error kIo, an end where more is required kTruncated.
class ByteSource {
 public:
  /// `name` is what messages call the stream: "the archive". REQUIRES: stream outlives this, exceptions() == goodbit.
  ByteSource(std::istream& stream, std::string name);

  /// Bytes read so far.
  std::uint64_t offset() const { return offset_; }

  /// True if nothing is left. Waits for the next byte, which stays unread.
  bool at_end();

  /// True if the next byte is `value`; it stays unread. Waits for it.
  bool next_is(std::uint8_t value);

  /// The next `limit` bytes, fewer only where the stream ends. Memory grows with the bytes that come, not with `limit`.
  Bytes up_to(std::size_t limit);

  /// The next `count` bytes, no fewer. Memory as for up_to().
  Bytes exactly(std::size_t count);

  std::uint8_t byte();

  /// Goes on after the next `count` bytes, without reading them where the stream can do that.
  void pass(std::uint64_t count);

  /// How many bytes the stream has from where it stood at the beginning on; nothing if it cannot seek.
  std::optional<std::uint64_t> size();

  /// Goes on at an offset, forwards or backwards. REQUIRES: size() gave something, and offset <= that.
  void go_to(std::uint64_t offset);

 private:
  std::size_t read(std::span<std::uint8_t> into);
  void require_healthy() const;
  [[noreturn]] void throw_truncated() const;

  std::istream& stream_;
  std::string name_;
  std::uint64_t offset_ = 0;
};

}  // namespace pith
