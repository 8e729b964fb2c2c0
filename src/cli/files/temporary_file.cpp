#include "cli/files/temporary_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "cli/files/file_error.h"
#include "cli/files/signals_blocked.h"

namespace pith::cli {
namespace {

/// The path that a signal handler must remove. A handler can reach nothing but a global.
std::atomic<const char*> path_to_remove = nullptr;
static_assert(std::atomic<const char*>::is_always_lock_free, "a signal handler reads it");

extern "C" void remove_and_die(int signal_number) {
  const char* path = path_to_remove.exchange(nullptr);
  if (path) ::unlink(path);
  ::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

}  // namespace

TemporaryFile::TemporaryFile(const std::string& destination)
    : destination_(destination), folder_(folder_of(destination)), path_(folder_ + ".pith-XXXXXX") {
  const SignalsBlocked blocked;
  descriptor_ = ::mkstemp(path_.data());
  if (descriptor_ < 0) throw FileError(destination_, system_message("create", errno));
  path_to_remove = path_.c_str();
}

TemporaryFile::~TemporaryFile() {
  const SignalsBlocked blocked;
  if (descriptor_ >= 0) ::close(descriptor_);
  if (path_to_remove.exchange(nullptr)) ::unlink(path_.c_str());
}

void TemporaryFile::sync() const {
  const bool unable = ::fsync(descriptor_) != 0 && errno != EINVAL;  // EINVAL: a file system without it
  if (unable) throw FileError(destination_, system_message("write", errno));
}

void TemporaryFile::move_to_destination(bool replace) {
  const bool closed = ::close(descriptor_) == 0;
  descriptor_ = -1;
  if (!closed) throw FileError(destination_, system_message("write", errno));

  const SignalsBlocked blocked;
  rename_to_destination(replace);
  path_to_remove = nullptr;
}

void TemporaryFile::sync_name() const {
  const int descriptor = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

void TemporaryFile::rename_to_destination(bool replace) {
  if (!replace) {
    if (::link(path_.c_str(), destination_.c_str()) == 0) {
      ::unlink(path_.c_str());
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
}

void remove_temporary_files_on_signals() {
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXCPU}) {
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
