#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <streambuf>
#include <string>
#include <vector>

namespace pith::cli {

/// The SHA-256 of a text that comes piece by piece.
class TextDigest {
 public:
  TextDigest();
  ~TextDigest();
  TextDigest(const TextDigest&) = delete;
  TextDigest& operator=(const TextDigest&) = delete;

  void add(const char* bytes, std::size_t size);
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads from another buffer, and takes the digest of what is read.
class DigestingReader : public std::streambuf {
 public:
  /// REQUIRES: both outlive this.
  DigestingReader(std::streambuf& source, TextDigest& digest);

 protected:
  int_type underflow() override;

 private:
  std::streambuf& source_;
  TextDigest& digest_;
  std::vector<char> buffer_;
};

/// Keeps the digest of what is written, and nothing else.
class DigestingWriter : public std::streambuf {
 public:
  explicit DigestingWriter(TextDigest& digest) : digest_(digest) {}

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* from, std::streamsize count) override;

 private:
  TextDigest& digest_;
};

/// Writes to another buffer, up to a limit. Throws Error kUsage where that is passed.
class LimitedWriter : public std::streambuf {
 public:
  /// `limit` 0 = none. REQUIRES: `target` outlives this.
  LimitedWriter(std::streambuf& target, std::uint64_t limit) : target_(target), limit_(limit) {}

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* from, std::streamsize count) override;
  int sync() override { return target_.pubsync(); }

 private:
  std::streambuf& target_;
  std::uint64_t limit_;
  std::uint64_t written_ = 0;
};

}  // namespace pith::cli
