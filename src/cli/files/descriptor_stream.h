#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

namespace pith::cli {

/// Writes all of `data`, waiting where the descriptor is not ready. Throws FileError naming `name`.
void write_all(int descriptor, const std::string& name, const char* data, std::size_t size);

/// A file descriptor as a stream buffer: files, pipes and terminals alike. A failing system call throws a FileError
/// that names the file and the reason; the descriptor is not owned.
class DescriptorReader : public std::streambuf {
 public:
  DescriptorReader(int descriptor, std::string name);

  /// The next `count` bytes, fewer only at the end; they stay unread, and are seen until something is read.
  /// REQUIRES: count <= 4096.
  std::string_view ahead(std::size_t count);

  /// Waits until there is something to read, or the end, for so many seconds at most: false if nothing came.
  bool wait(double seconds);

  /// Reads what there is, at most `size` bytes, and waits if that is nothing; 0 at the end.
  std::size_t some(char* to, std::size_t size);

  /// What has come from the descriptor so far, that which was skipped by seeking aside.
  std::uint64_t bytes_read() const { return bytes_read_; }

 protected:
  int_type underflow() override;
  std::streamsize xsgetn(char* to, std::streamsize count) override;
  pos_type seekoff(off_type offset, std::ios_base::seekdir from, std::ios_base::openmode which) override;
  pos_type seekpos(pos_type position, std::ios_base::openmode which) override;

 private:
  std::size_t read_some(char* to, std::size_t size);

  int descriptor_;
  std::string name_;
  std::vector<char> buffer_;
  std::uint64_t bytes_read_ = 0;
};

/// The writing side, without a buffer: what the library writes is whole blocks, and those before an error count.
class DescriptorWriter : public std::streambuf {
 public:
  DescriptorWriter(int descriptor, std::string name);

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* from, std::streamsize count) override;

 private:
  int descriptor_;
  std::string name_;
};

/// Takes any bytes and keeps none.
class DiscardingWriter : public std::streambuf {
 protected:
  int_type overflow(int_type next) override { return traits_type::not_eof(next); }
  std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

}  // namespace pith::cli
