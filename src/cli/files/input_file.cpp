#include "cli/files/input_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "cli/files/file_error.h"

namespace pith::cli {

InputFile::InputFile(const std::string& path) : path_(path) {
  descriptor_ = is_stdin() ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  const std::string name = display_name(path);
  if (descriptor_ < 0 || ::fstat(descriptor_, &status_) != 0) throw FileError(name, system_message("read", errno));
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

std::optional<std::uint64_t> InputFile::bytes() const {
  if (!S_ISREG(status_.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status_.st_size);
}

void InputFile::remove() const {
  struct stat now = {};
  if (::stat(path_.c_str(), &now) != 0 || now.st_ino != status_.st_ino || now.st_dev != status_.st_dev) {
    throw FileError(path_, "was replaced while it was read, and is kept");
  }
  if (::unlink(path_.c_str()) != 0) throw FileError(path_, system_message("remove", errno));
}

std::string display_name(const std::string& path) { return path == "-" ? "(stdin)" : path; }

}  // namespace pith::cli
