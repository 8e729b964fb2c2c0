#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace pith::test {

inline const std::filesystem::path kSourceFolder = PITH_SOURCE_DIR;
inline const std::filesystem::path kGoldens = kSourceFolder / "tests" / "goldens";

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error("cannot open " + path.string());
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files of a folder in the order of their names; none if there is no such folder.
inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                                   const std::string& extension = "") {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.is_regular_file() && (extension.empty() || entry.path().extension() == extension)) {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Texts to develop with, not part of the project: the folder PITH_DEV_CORPUS, or one beside the checkout.
inline std::vector<std::filesystem::path> dev_corpus() {
  const char* folder = std::getenv("PITH_DEV_CORPUS");
  return files_in(folder != nullptr ? std::filesystem::path(folder) : kSourceFolder / "../shared/corpora/dev");
}

}  // namespace pith::test
