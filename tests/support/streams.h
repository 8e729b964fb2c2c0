#pragma once

#include <cstddef>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <utility>

#include "base/byte_source.h"
#include "base/bytes.h"

namespace pith::test {

inline Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

inline std::string string_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

/// A ByteSource over bytes in memory.
class MemorySource {
 public:
  explicit MemorySource(const std::string& bytes) : stream_(bytes), source_(stream_, "the input") {}
  explicit MemorySource(ByteView bytes) : MemorySource(string_of(bytes)) {}

  ByteSource& operator*() { return source_; }
  ByteSource* operator->() { return &source_; }

 private:
  std::istringstream stream_;
  ByteSource source_;
};

/// Gives `text`, then fails as a broken disk does.
class FailingInput : public std::streambuf {
 public:
  explicit FailingInput(std::string text) : text_(std::move(text)) {
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 protected:
  int_type underflow() override { throw std::runtime_error("broken disk"); }

 private:
  std::string text_;
};

/// Gives `text`, and cannot seek.
class Pipe : public std::streambuf {
 public:
  explicit Pipe(std::string text) : text_(std::move(text)) {
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 private:
  std::string text_;
};

/// Takes `room` bytes, then no more, as a full disk does.
class FullOutput : public std::streambuf {
 public:
  explicit FullOutput(std::size_t room) : room_(room) {}

  std::size_t taken() const { return taken_; }

 protected:
  int_type overflow(int_type byte) override { return taken_ < room_ ? (++taken_, byte) : traits_type::eof(); }

 private:
  std::size_t room_;
  std::size_t taken_ = 0;
};

/// Holds everything back until it is flushed, and then finds the disk full.
class FullOnFlush : public std::streambuf {
 protected:
  int_type overflow(int_type byte) override { return byte; }
  int sync() override { return -1; }
};

}  // namespace pith::test
