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
#ifdef PITH_INSTALLED_MODELS
  add(folders, PITH_INSTALLED_MODELS);
#endif
  return folders;
}

}  // namespace pith
