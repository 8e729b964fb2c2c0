#if defined(__linux__)
#include <dlfcn.h>
#endif

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "pith/model_search.h"

namespace pith {

namespace {

namespace fs = std::filesystem;

constexpr int kLevelsToTree = 4;  // build/dev/tests/x in a tree

/// The value of an environment variable; empty if it is not set.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

void add(std::vector<std::string>& folders, const fs::path& folder) {
  if (!folder.empty() && std::ranges::find(folders, folder.string()) == folders.end()) {
    folders.push_back(folder.string());
  }
}

void add_listed(std::vector<std::string>& folders, const std::string& list) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(':', begin), list.size());
    add(folders, list.substr(begin, end - begin));
    begin = end + 1;
  }
}

fs::path user_data_folder() {
  fs::path data = environment("XDG_DATA_HOME");
  if (data.is_absolute()) {
    return data;
  }
  const fs::path home = environment("HOME");
  return home.is_absolute() ? home / ".local" / "share" : fs::path();
}

/// The models of the source tree that holds `folder`; empty if it lies in none.
fs::path models_of_tree(fs::path folder) {
  std::error_code ignored;
  for (int level = 0; level <= kLevelsToTree; ++level, folder = folder.parent_path()) {
    const bool tree = fs::is_directory(folder / "models", ignored) &&
                      fs::is_directory(folder / "include" / "pith", ignored) &&
                      fs::is_regular_file(folder / "CMakeLists.txt", ignored);
    if (tree) {
      return folder / "models";
    }
  }
  return {};
}

/// The models of the prefix that a shared library of ours was loaded from; empty where this code lies in none.
fs::path models_of_library() {
#if defined(__linux__) && defined(PITH_MODELS_FROM_LIBRARIES)
  Dl_info library = {};
  if (dladdr(reinterpret_cast<const void*>(&model_folders), &library) == 0 || library.dli_fname == nullptr) return {};
  std::error_code error;
  const fs::path path = fs::canonical(library.dli_fname, error);
  if (error || !path.filename().string().starts_with("libpith.so")) return {};
  return (path.parent_path() / PITH_MODELS_FROM_LIBRARIES).lexically_normal();
#else
  return {};
#endif
}

}  // namespace

std::vector<std::string> model_folders() {
  std::vector<std::string> folders;
  add_listed(folders, environment("PITH_MODELS"));
  if (const fs::path data = user_data_folder(); !data.empty()) {
    add(folders, data / "pith" / "models");
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path folder = program.parent_path();
    add(folders, folder.parent_path() / "share" / "pith" / "models");
    add(folders, models_of_tree(folder));
  }
  add(folders, models_of_library());
#ifdef PITH_INSTALLED_MODELS
  add(folders, PITH_INSTALLED_MODELS);
#endif
  return folders;
}

}  // namespace pith
