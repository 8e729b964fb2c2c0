#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "cli/files/file_error.h"

namespace pith::cli {

/// The regular files below `folder` whose paths `is_wanted`, in the order of their paths: links to files among them,
/// hidden entries and what lies behind links to folders not. What should have been read and cannot be is added to
/// `faults`.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               const std::function<bool(const std::filesystem::path&)>& is_wanted,
                                               std::vector<FileError>& faults);

}  // namespace pith::cli
