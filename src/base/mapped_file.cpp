#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

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

}  // namespace

MappedFile::MappedFile(const std::string& path, std::uint64_t limit) {
  const Descriptor file(path);
  struct stat status = {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    throw cannot_read(path, errno);
  }
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::kIo, path + ": is not a regular file; name one");
  }
  if (static_cast<std::uint64_t>(status.st_size) > limit) {
    throw Error(ErrorCode::kIo, path + ": is longer than the " + std::to_string(limit) + " bytes that it can have");
  }
  if (status.st_size == 0) {
    return;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (data == MAP_FAILED) {
    throw cannot_read(path, errno);
  }
  data_ = data;
  size_ = size;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) {
    ::munmap(data_, size_);
  }
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace pith
