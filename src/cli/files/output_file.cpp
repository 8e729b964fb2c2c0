#include "cli/files/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>

#include "cli/files/file_error.h"
#include "cli/files/open_descriptor.h"

namespace pith::cli {
namespace {

/// The mode of a new file when there is no other file to take it from.
mode_t default_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

OutputFile::OutputFile(const std::string& path, bool overwrite) : path_(path), overwrite_(overwrite) {
  struct stat status = {};
  const auto opened = path == "-" ? OpenDescriptor{STDOUT_FILENO, true} : open_descriptor(path);
  if (path == "-") {
    descriptor_ = STDOUT_FILENO;
    if (::fstat(STDOUT_FILENO, &status) == 0) existing_ = status;
  } else if (opened && opened->own) {
    open_own(opened->number);
  } else if (::stat(path.c_str(), &status) == 0 && (opened || !S_ISREG(status.st_mode))) {
    open_existing(status);
  } else {
    if (S_ISREG(status.st_mode)) existing_ = status;
    if (existing_ && !overwrite) throw FileError(path, refused_overwrite());
    temporary_ = std::make_unique<TemporaryFile>(path);
  }
  const int target = temporary_ ? temporary_->descriptor() : descriptor_;
  buffer_ = std::make_unique<DescriptorWriter>(target, path == "-" ? "(stdout)" : path);
  stream_.rdbuf(buffer_.get());
  stream_.exceptions(std::ios::badbit | std::ios::failbit);
}

/// A copy of the descriptor, which shares its place in the file. Opened anew, a file would be written from its
/// beginning.
void OutputFile::open_own(int number) {
  struct stat status = {};
  descriptor_ = ::fcntl(number, F_DUPFD_CLOEXEC, 0);
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) throw FileError(path_, system_message("write", errno));
  existing_ = status;
}

/// A pipe or device, or what another process has open.
void OutputFile::open_existing(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) throw FileError(path_, "is a directory; name a file with -o");
  if (S_ISREG(status.st_mode)) throw FileError(path_, "is open in another process; name the file itself");
  if (!overwrite_ && S_ISBLK(status.st_mode)) throw FileError(path_, "is a disk; use -f to overwrite what is on it");
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor_ < 0) throw FileError(path_, system_message("write", errno));
  existing_ = status;
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
}

bool OutputFile::replaces(const struct stat& status) const {
  return existing_ && S_ISREG(status.st_mode) && existing_->st_ino == status.st_ino &&
         existing_->st_dev == status.st_dev;
}

bool OutputFile::is_terminal() const { return !temporary_ && isatty(descriptor_) != 0; }

std::unique_ptr<std::streambuf> OutputFile::read_back() {
  assert(makes_file());
  stream_.flush();
  if (::lseek(temporary_->descriptor(), 0, SEEK_SET) != 0) throw FileError(path_, system_message("read", errno));
  return std::make_unique<DescriptorReader>(temporary_->descriptor(), path_);
}

void OutputFile::commit(const std::optional<struct stat>& like, bool to_disk) {
  stream_.flush();
  if (!temporary_) return;
  copy_attributes(like);
  if (to_disk) temporary_->sync();
  temporary_->move_to_destination(overwrite_);
  if (to_disk) temporary_->sync_name();
}

void OutputFile::copy_attributes(const std::optional<struct stat>& like) const {
  const int descriptor = temporary_->descriptor();
  if (!like) {
    ::fchmod(descriptor, default_mode());
    return;
  }
  mode_t mode = like->st_mode & 0777;
  // Only root may give files away; a group that cannot be kept must not gain what only its members had.
  [[maybe_unused]] const int owner_kept = ::fchown(descriptor, like->st_uid, static_cast<gid_t>(-1));
  if (::fchown(descriptor, static_cast<uid_t>(-1), like->st_gid) != 0) mode &= 0707 | ((mode & 0007) << 3);
  ::fchmod(descriptor, mode);
  const timespec times[2] = {like->st_atim, like->st_mtim};
  ::futimens(descriptor, times);
}

}  // namespace pith::cli
