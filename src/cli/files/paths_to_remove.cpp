#include "cli/files/paths_to_remove.h"

#include <unistd.h>

#include <array>
#include <atomic>

namespace pith::cli {
namespace {

std::array<std::atomic<const char*>, 8> paths = {};
static_assert(std::atomic<const char*>::is_always_lock_free, "a signal handler reads them");

}  // namespace

void remember_path(const char* path) {
  for (auto& slot : paths) {
    const char* free = nullptr;
    if (slot.compare_exchange_strong(free, path)) return;
  }
}

void forget_path(const char* path) {
  for (auto& slot : paths) {
    const char* mine = path;
    slot.compare_exchange_strong(mine, nullptr);
  }
}

void remove_path(const char* path) {
  forget_path(path);
  ::unlink(path);
}

void remove_paths() {
  for (auto& slot : paths) {
    const char* path = slot.exchange(nullptr);
    if (path != nullptr) ::unlink(path);
  }
}

}  // namespace pith::cli
