#include "cli/files/descriptor_stream.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <utility>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16;

/// True if a system call that set errno should be tried again, once the descriptor is ready.
bool try_again(int descriptor, short events) {
  if (errno == EINTR) return true;
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd waiting{descriptor, events, 0};
  return ::poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

void write_all(int descriptor, const std::string& name, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0) {
      if (try_again(descriptor, POLLOUT)) continue;
      throw FileError(name, system_message("write", errno));
    }
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

DescriptorReader::DescriptorReader(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)), buffer_(kBufferBytes) {}

std::size_t DescriptorReader::read_some(char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, to, size);
    if (got >= 0) {
      bytes_read_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (!try_again(descriptor_, POLLIN)) throw FileError(name_, system_message("read", errno));
  }
}

std::string_view DescriptorReader::ahead(std::size_t count) {
  assert(count <= buffer_.size());
  auto unread = static_cast<std::size_t>(egptr() - gptr());
  if (unread > 0) std::memmove(buffer_.data(), gptr(), unread);
  while (unread < count) {
    const std::size_t got = read_some(buffer_.data() + unread, buffer_.size() - unread);
    if (got == 0) break;
    unread += got;
  }
  setg(buffer_.data(), buffer_.data(), buffer_.data() + unread);
  return {buffer_.data(), unread};
}

bool DescriptorReader::wait(double seconds) {
  if (gptr() < egptr()) return true;
  pollfd waiting{descriptor_, POLLIN, 0};
  // Rounded up, so that who waits for a time to come finds that it has.
  const int ready = ::poll(&waiting, 1, static_cast<int>(seconds * 1000) + 1);
  return ready > 0;
}

std::size_t DescriptorReader::some(char* to, std::size_t size) {
  if (gptr() == egptr()) return read_some(to, size);
  return static_cast<std::size_t>(xsgetn(to, std::min<std::streamsize>(egptr() - gptr(), static_cast<int>(size))));
}

DescriptorReader::int_type DescriptorReader::underflow() {
  const std::size_t got = read_some(buffer_.data(), buffer_.size());
  setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
  return got == 0 ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

std::streamsize DescriptorReader::xsgetn(char* to, std::streamsize count) {
  std::streamsize done = 0;
  while (done < count) {
    if (gptr() == egptr() && underflow() == traits_type::eof()) break;
    const std::streamsize part = std::min<std::streamsize>(egptr() - gptr(), count - done);
    std::memcpy(to + done, gptr(), static_cast<std::size_t>(part));
    setg(eback(), gptr() + part, egptr());
    done += part;
  }
  return done;
}

DescriptorReader::pos_type DescriptorReader::seekoff(off_type offset, std::ios_base::seekdir from,
                                                     std::ios_base::openmode) {
  if (from == std::ios_base::cur) offset -= egptr() - gptr();
  const int whence = from == std::ios_base::beg ? SEEK_SET : from == std::ios_base::cur ? SEEK_CUR : SEEK_END;
  const off_t position = ::lseek(descriptor_, static_cast<off_t>(offset), whence);
  if (position < 0) return pos_type(off_type(-1));
  setg(nullptr, nullptr, nullptr);
  return pos_type(position);
}

DescriptorReader::pos_type DescriptorReader::seekpos(pos_type position, std::ios_base::openmode which) {
  return seekoff(off_type(position), std::ios_base::beg, which);
}

DescriptorWriter::DescriptorWriter(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {}

DescriptorWriter::int_type DescriptorWriter::overflow(int_type next) {
  if (traits_type::eq_int_type(next, traits_type::eof())) return traits_type::not_eof(next);
  const char byte = traits_type::to_char_type(next);
  write_all(descriptor_, name_, &byte, 1);
  return next;
}

std::streamsize DescriptorWriter::xsputn(const char* from, std::streamsize count) {
  write_all(descriptor_, name_, from, static_cast<std::size_t>(count));
  return count;
}

}  // namespace pith::cli
