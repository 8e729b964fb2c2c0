#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/bytes.h"

namespace pith {

/// Bytes to a stream, counted. A stream that does not take them is an Error kIo.
class ByteSink {
 public:
  /// `name` is what messages call the stream: "the archive". REQUIRES: stream outlives this, exceptions() == goodbit.
  ByteSink(std::ostream& stream, std::string name);

  /// Bytes written so far.
  std::uint64_t offset() const { return offset_; }

  void write(ByteView bytes);

  /// Hands on what the stream holds back, so that a full disk is seen now.
  void flush();

 private:
  void require_healthy() const;

  std::ostream& stream_;
  std::string name_;
  std::uint64_t offset_ = 0;
};

}  // namespace pith
