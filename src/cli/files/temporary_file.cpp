#include "cli/files/temporary_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/files/farewell.h"
#include "cli/files/file_error.h"
#include "cli/files/paths_to_remove.h"
#include "cli/files/signals_blocked.h"

namespace pith::cli {
namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

extern "C" void remove_and_die(int signal_number) {
  say_farewell();
  remove_paths();
  ::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

}  // namespace

TemporaryFile::TemporaryFile(const std::string& destination)
    : destination_(destination), folder_(folder_of(destination)) {
  if (!open_unnamed()) open_named();
}

TemporaryFile::~TemporaryFile() {
  const SignalsBlocked blocked;
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!path_.empty()) remove_path(path_.c_str());
}

/// False where the file system has no files without a name, or where one could not be given a name later.
bool TemporaryFile::open_unnamed() {
#ifdef O_TMPFILE
  descriptor_ = ::open(folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor_ < 0) return false;
  own_ = "/proc/self/fd/" + std::to_string(descriptor_);
  struct stat here = {};
  struct stat there = {};
  if (::fstat(descriptor_, &here) == 0 && ::stat(own_.c_str(), &there) == 0 && here.st_ino == there.st_ino) return true;
  ::close(descriptor_);
#endif
  descriptor_ = -1;
  return false;
}

void TemporaryFile::open_named() {
  path_ = folder_ + ".pith-XXXXXX";
  const SignalsBlocked blocked;
  descriptor_ = ::mkstemp(path_.data());
  const int error = errno;
  if (descriptor_ >= 0) {
    remember_path(path_.c_str());
    return;
  }
  path_.clear();
  throw FileError(destination_, system_message("create", error));
}

void TemporaryFile::sync() const {
  const bool unable = ::fsync(descriptor_) != 0 && errno != EINVAL;  // EINVAL: a file system without it
  if (unable) throw FileError(destination_, system_message("write", errno));
}

void TemporaryFile::move_to_destination(bool replace) {
  const SignalsBlocked blocked;
  if (path_.empty()) {
    link_to_destination(replace);
    close();
  } else {
    close();
    rename_to_destination(replace);
  }
}

void TemporaryFile::sync_name() const {
  const int descriptor = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

/// A name can be given but not taken away from another file. So a file that is replaced needs one in between, for a
/// moment.
void TemporaryFile::link_to_destination(bool replace) {
  int error = link_to(destination_);
  if (error == 0) return;
  if (error == EEXIST && !replace) throw FileError(destination_, refused_overwrite());
  for (int attempt = 0; error == EEXIST && attempt < 100; ++attempt) {
    const std::string between = folder_ + ".pith-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    error = link_to(between);
    if (error != 0) continue;
    if (::rename(between.c_str(), destination_.c_str()) == 0) return;
    error = errno;
    ::unlink(between.c_str());
    break;
  }
  throw FileError(destination_, system_message("create", error));
}

/// 0, or the error's number.
int TemporaryFile::link_to(const std::string& path) const {
  return ::linkat(AT_FDCWD, own_.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

void TemporaryFile::rename_to_destination(bool replace) {
  if (!replace) {
    if (::link(path_.c_str(), destination_.c_str()) == 0) {
      remove_path(path_.c_str());
      path_.clear();
      return;
    }
    struct stat existing = {};
    if (errno == EEXIST || ::lstat(destination_.c_str(), &existing) == 0) {
      throw FileError(destination_, refused_overwrite());
    }
  }
  if (::rename(path_.c_str(), destination_.c_str()) != 0) {
    throw FileError(destination_, system_message("create", errno));
  }
  forget_path(path_.c_str());
  path_.clear();
}

void TemporaryFile::close() {
  const bool closed = ::close(descriptor_) == 0;
  descriptor_ = -1;
  if (!closed) throw FileError(destination_, system_message("write", errno));
}

void remove_temporary_files_on_signals() {
  for (const int signal_number :
       {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF}) {
    struct sigaction before = {};
    if (::sigaction(signal_number, nullptr, &before) != 0) continue;
    if (before.sa_handler == SIG_IGN && signal_number != SIGPIPE) continue;
    struct sigaction action = {};
    action.sa_handler = remove_and_die;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal_number, &action, nullptr);
  }
  ::signal(SIGXFSZ, SIG_IGN);  // writing past the limit is an error like a full disk
}

std::string refused_overwrite() { return "already exists; use -f to overwrite it"; }

}  // namespace pith::cli
