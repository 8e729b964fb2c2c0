#pragma once

#include <streambuf>
#include <vector>

#include "pith/pith.h"

namespace pith::c {

/// A reader as a stream. A failure of the reader is thrown, which streams turn into badbit.
class ReaderBuffer : public std::streambuf {
 public:
  /// Throws Error kUsage if there is nothing to call.
  explicit ReaderBuffer(pith_reader reader);

 protected:
  int_type underflow() override;

 private:
  pith_reader reader_;
  std::vector<char> bytes_;
};

/// A writer as a stream, without a buffer of its own.
class WriterBuffer : public std::streambuf {
 public:
  /// Throws Error kUsage if there is nothing to call.
  explicit WriterBuffer(pith_writer writer);

 protected:
  int_type overflow(int_type byte) override;
  std::streamsize xsputn(const char* bytes, std::streamsize count) override;

 private:
  pith_writer writer_;
};

/// Bytes in memory as a stream to read from. They outlive it.
class BytesBuffer : public std::streambuf {
 public:
  BytesBuffer(const void* bytes, std::size_t size);
};

}  // namespace pith::c
