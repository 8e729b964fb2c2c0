#include "base/byte_source.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <istream>
#include <utility>

#include "base/system_message.h"
#include "pith/error.h"

namespace pith {

namespace {

// The most that is allocated before a first byte has come. Doubling from here reaches kMaxBlockBytes without rounding.
constexpr std::size_t kFirstPieceBytes = std::size_t{1} << 16;

// Fewer bytes are read sooner than passed: a seek throws away what is buffered.
constexpr std::uint64_t kLeastPassedBytes = std::uint64_t{1} << 17;

}  // namespace

ByteSource::ByteSource(std::istream& stream, std::string name) : stream_(stream), name_(std::move(name)) {
  assert(stream.exceptions() == std::ios::goodbit);
}

bool ByteSource::at_end() {
  errno = 0;
  const bool end = stream_.peek() == std::istream::traits_type::eof();
  require_healthy();
  return end;
}

bool ByteSource::next_is(std::uint8_t value) { return !at_end() && stream_.peek() == value; }

Bytes ByteSource::up_to(std::size_t limit) {
  Bytes bytes;
  while (bytes.size() < limit) {
    const std::size_t had = bytes.size();
    const std::size_t wanted = std::min(limit - had, std::max(had, kFirstPieceBytes));
    bytes.reserve(had + wanted);
    bytes.resize(had + wanted);
    const std::size_t got = read(std::span(bytes).subspan(had));
    bytes.resize(had + got);
    if (got < wanted) {
      break;
    }
  }
  return bytes;
}

Bytes ByteSource::exactly(std::size_t count) {
  Bytes bytes = up_to(count);
  if (bytes.size() < count) {
    throw_truncated();
  }
  return bytes;
}

std::uint8_t ByteSource::byte() {
  std::uint8_t byte = 0;
  if (read(std::span(&byte, 1)) == 0) {
    throw_truncated();
  }
  return byte;
}

void ByteSource::pass(std::uint64_t count) {
  if (count >= kLeastPassedBytes) {
    // All but the last byte: a seek does not tell whether the stream reaches there.
    const auto by = static_cast<std::streamoff>(count - 1);
    if (stream_.rdbuf()->pubseekoff(by, std::ios::cur, std::ios::in) != std::streampos(std::streamoff(-1))) {
      offset_ += count - 1;
      count = 1;
    }
  }
  while (count > 0) {
    count -= exactly(static_cast<std::size_t>(std::min<std::uint64_t>(count, kFirstPieceBytes))).size();
  }
}

std::optional<std::uint64_t> ByteSource::size() {
  std::streambuf& buffer = *stream_.rdbuf();
  const std::streamoff here = buffer.pubseekoff(0, std::ios::cur, std::ios::in);
  if (here < 0) return std::nullopt;
  const std::streamoff end = buffer.pubseekoff(0, std::ios::end, std::ios::in);
  if (end < here || buffer.pubseekpos(here, std::ios::in) != std::streampos(here)) return std::nullopt;
  return offset_ + static_cast<std::uint64_t>(end - here);
}

void ByteSource::go_to(std::uint64_t offset) {
  stream_.clear();
  const auto by = static_cast<std::streamoff>(offset) - static_cast<std::streamoff>(offset_);
  if (stream_.rdbuf()->pubseekoff(by, std::ios::cur, std::ios::in) == std::streampos(std::streamoff(-1))) {
    throw Error(ErrorCode::kIo, "cannot go to byte " + std::to_string(offset) + " of " + name_ + system_message(errno));
  }
  offset_ = offset;
}

std::size_t ByteSource::read(std::span<std::uint8_t> into) {
  errno = 0;
  stream_.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
  require_healthy();
  const auto got = static_cast<std::size_t>(stream_.gcount());
  offset_ += got;
  return got;
}

void ByteSource::require_healthy() const {
  if (stream_.bad() || (stream_.fail() && !stream_.eof())) {
    throw Error(ErrorCode::kIo, "cannot read " + name_ + " at byte " + std::to_string(offset_) + system_message(errno));
  }
}

void ByteSource::throw_truncated() const {
  throw Error(ErrorCode::kTruncated,
              name_ + " ends early, at byte " + std::to_string(offset_) + "; get a complete copy");
}

}  // namespace pith
