#pragma once

#include <cassert>
#include <string>

namespace pith::cli {

/// True if `name` ends in `suffix` and something stands before it.
inline bool has_suffix(const std::string& name, const std::string& suffix) {
  return name.size() > suffix.size() && name.ends_with(suffix) && name[name.size() - suffix.size() - 1] != '/';
}

/// REQUIRES: has_suffix(name, suffix).
inline std::string without_suffix(const std::string& name, const std::string& suffix) {
  assert(has_suffix(name, suffix));
  return name.substr(0, name.size() - suffix.size());
}

}  // namespace pith::cli
