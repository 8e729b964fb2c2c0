#include "cli/files/farewell.h"

#include <unistd.h>

#include <atomic>
#include <cstring>

namespace pith::cli {
namespace {

/// A handler can reach nothing but a global.
std::atomic<const char*> farewell = nullptr;
static_assert(std::atomic<const char*>::is_always_lock_free, "a signal handler reads it");

}  // namespace

void set_farewell(const char* text) { farewell = text; }

void say_farewell() {
  const char* text = farewell.exchange(nullptr);
  if (text == nullptr) return;
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text, std::strlen(text));
}

}  // namespace pith::cli
