#include "base/file_content.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <span>

#include "base/system_message.h"
#include "pith/error.h"

namespace pith {

namespace {

class Descriptor {
 public:
  /// A device or pipe does not make the caller wait.
  explicit Descriptor(const std::string& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) {}
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  int number_;
};

Error cannot_read(const std::string& path, int error_number) {
  return Error(ErrorCode::kIo, path + ": cannot read it" + system_message(error_number));
}

/// A regular file that is open for reading.
class RegularFile {
 public:
  explicit RegularFile(const std::string& path) : path_(path), file_(path) {
    if (file_.number() < 0 || ::fstat(file_.number(), &status_) != 0) {
      throw cannot_read(path, errno);
    }
    if (!S_ISREG(status_.st_mode)) {
      throw Error(ErrorCode::kIo, path + ": is not a regular file; name one");
    }
  }

  std::uint64_t size() const { return static_cast<std::uint64_t>(status_.st_size); }

  /// Fills `bytes` from `offset` on. Returns how many there are.
  std::size_t read(std::span<std::uint8_t> bytes, std::uint64_t offset = 0) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t got = ::pread(file_.number(), bytes.data() + done, bytes.size() - done,
                                  static_cast<off_t>(offset) + static_cast<off_t>(done));
      if (got < 0 && errno == EINTR) {
        continue;
      }
      if (got < 0) {
        throw cannot_read(path_, errno);
      }
      if (got == 0) {
        break;
      }
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

 private:
  std::string path_;
  Descriptor file_;
  struct stat status_ = {};
};

}  // namespace

ZeroedArray<std::uint8_t> file_content(const std::string& path, std::uint64_t limit) {
  const RegularFile file(path);
  if (file.size() > limit) {
    throw Error(ErrorCode::kIo, path + ": is longer than the " + std::to_string(limit) + " bytes that it can have");
  }
  ZeroedArray<std::uint8_t> bytes(static_cast<std::size_t>(file.size()));
  if (file.read({bytes.data(), bytes.size()}) < bytes.size()) {
    throw Error(ErrorCode::kIo, path + ": was cut short while it was read; try again");
  }
  return bytes;
}

Bytes file_beginning(const std::string& path, std::size_t count) { return file_part(path, 0, count); }

Bytes file_part(const std::string& path, std::uint64_t offset, std::size_t count) {
  Bytes bytes(count);
  bytes.resize(RegularFile(path).read(bytes, offset));
  return bytes;
}

}  // namespace pith
