#pragma once

namespace pith::cli {

// The files that a signal handler must remove. A handler can reach nothing but globals.

/// REQUIRES: signals are blocked, and `path` lives until it is forgotten or removed. More than eight are not
/// remembered.
void remember_path(const char* path);

/// REQUIRES: signals are blocked.
void forget_path(const char* path);

/// Deletes the file, unless it was deleted already. REQUIRES: signals are blocked.
void remove_path(const char* path);

/// Deletes all of them. May be called by a signal handler.
void remove_paths();

}  // namespace pith::cli
