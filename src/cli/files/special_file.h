#pragma once

#include <string>

namespace pith::cli {

/// What `path` is, in words, where reading it would wait for others or never end: "a FIFO", "a device", "a socket".
/// "" for regular files and folders, for what cannot be looked at, and for the names of open descriptors, such as
/// /dev/stdin: who names one means it.
std::string special_kind(const std::string& path);

/// Throws Skipped for a file of such a kind, unless `force`.
void skip_special(const std::string& path, bool force);

}  // namespace pith::cli
