#pragma once

#include <string>

namespace pith::cli {

inline const std::string kSuffix = ".pith";

/// True if `name` ends in the suffix and something stands before it.
inline bool has_suffix(const std::string& name) {
  return name.size() > kSuffix.size() && name.ends_with(kSuffix) && name[name.size() - kSuffix.size() - 1] != '/';
}

/// REQUIRES: has_suffix(name).
inline std::string without_suffix(const std::string& name) { return name.substr(0, name.size() - kSuffix.size()); }

}  // namespace pith::cli
