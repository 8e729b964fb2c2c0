#include "cli/files/input_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

bool same_time(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

bool same_file(const struct stat& a, const struct stat& b) { return a.st_ino == b.st_ino && a.st_dev == b.st_dev; }

bool same_content(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && same_time(a.st_mtim, b.st_mtim) && same_time(a.st_ctim, b.st_ctim);
}

}  // namespace

InputFile::InputFile(const std::string& path) : path_(path) {
  descriptor_ = is_stdin() ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  const std::string name = display_name(path);
  if (descriptor_ < 0 || ::fstat(descriptor_, &status_) != 0) throw FileError(name, system_message("read", errno));
  if (is_stdin()) start_ = std::max<std::int64_t>(::lseek(descriptor_, 0, SEEK_CUR), 0);
  buffer_ = std::make_unique<DescriptorReader>(descriptor_, name);
  stream_.rdbuf(buffer_.get());
  stream_.exceptions(std::ios::badbit);
  if (S_ISDIR(status_.st_mode)) throw FileError(name, system_message("read", EISDIR));
}

InputFile::~InputFile() {
  if (descriptor_ >= 0 && !is_stdin()) ::close(descriptor_);
}

void InputFile::refuse_terminal(bool force) const {
  if (is_stdin() && !force && isatty(STDIN_FILENO)) {
    throw Error(ErrorCode::kUsage, "an archive does not come from a terminal; name a file, or use -f");
  }
}

std::string InputFile::take(std::size_t count) {
  std::string bytes(count, '\0');
  stream_.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(stream_.gcount()));
  stream_.clear();
  return bytes;
}

std::string InputFile::take_from(std::uint64_t offset, std::size_t count) {
  stream_.seekg(static_cast<std::streamoff>(offset));
  return take(count);
}

std::optional<std::uint64_t> InputFile::bytes() const {
  if (!S_ISREG(status_.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status_.st_size);
}

void InputFile::require_unchanged() const {
  if (!S_ISREG(status_.st_mode)) return;
  struct stat now = {};
  if (!is_stdin() && (::stat(path_.c_str(), &now) != 0 || !same_file(now, status_))) {
    throw FileError(path_, "was replaced while it was read; what has its name now is kept, and not in the result");
  }
  if (::fstat(descriptor_, &now) != 0 || !same_content(now, status_) || !read_whole()) {
    throw FileError(display_name(path_),
                    "changed while it was read, and is kept; the result holds what was read of it");
  }
}

/// Files that the system makes up as they are read (/proc, /sys) have no blocks, and sizes that mean nothing.
bool InputFile::read_whole() const {
  if (status_.st_blocks == 0) return true;
  return buffer_->bytes_read() + static_cast<std::uint64_t>(start_) == static_cast<std::uint64_t>(status_.st_size);
}

void InputFile::remove() const {
  if (::unlink(path_.c_str()) != 0) throw FileError(path_, system_message("remove", errno));
}

std::string display_name(const std::string& path) { return path == "-" ? "(stdin)" : path; }

}  // namespace pith::cli
