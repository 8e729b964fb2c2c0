#include "pith/model_search.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/file_content.h"
#include "format/models/model_header.h"
#include "pith/error.h"
#include "pith/model_choice.h"
#include "pith/short_name.h"

namespace pith {

namespace {

namespace fs = std::filesystem;

const std::string kModelSuffix = ".pithm";
constexpr std::size_t kMostFilesInFolder = 1000;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

std::string file_name_of(const std::string& name) { return name.ends_with(kModelSuffix) ? name : name + kModelSuffix; }

/// The model files of a folder by name; none if it cannot be read.
std::vector<fs::path> model_files_in(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == kModelSuffix && files.size() < kMostFilesInFolder) {
      files.push_back(entry->path());
    }
  }
  std::ranges::sort(files);
  return files;
}

/// The identity that a file claims, 0 if it is no model that can be read.
std::uint64_t identity_in(const fs::path& path) {
  try {
    return claimed_identity(file_beginning(path.string(), model_header_bytes(0)));
  } catch (const Error&) {
    return 0;
  }
}

std::string searched_folders() {
  std::string list;
  for (const std::string& folder : model_folders()) {
    list += (list.empty() ? "" : ", ") + folder;
  }
  return list;
}

}  // namespace

std::optional<std::string> find_model_file(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return is_file(name) ? std::optional(name) : std::nullopt;
  }
  if (name.ends_with(kModelSuffix) && is_file(name)) {
    return name;
  }
  for (const std::string& folder : model_folders()) {
    const fs::path path = fs::path(folder) / file_name_of(name);
    if (is_file(path)) {
      return path.string();
    }
  }
  return std::nullopt;
}

Model find_model(const std::string& name) {
  if (const std::optional<std::string> file = find_model_file(name)) {
    return Model::open(*file);
  }
  if (name.find('/') != std::string::npos) {
    throw Error(ErrorCode::kModel, "there is no model file " + name + "; check the path");
  }
  const std::string remedy = is_file(file_name_of(name))
                                 ? "to use the one in the current folder, name it ./" + file_name_of(name)
                                 : "put it into one of them, or give its path";
  throw Error(ErrorCode::kModel,
              "no model " + name + ": there is no " + file_name_of(name) + " in " + searched_folders() + "; " + remedy);
}

std::vector<IdentifiedFile> identified_model_files() {
  std::vector<IdentifiedFile> files;
  for (const std::string& folder : model_folders()) {
    for (const fs::path& path : model_files_in(folder)) {
      if (const std::uint64_t identity = identity_in(path); identity != 0) {
        files.push_back({.path = path.string(), .identity = identity});
      }
    }
  }
  return files;
}

std::vector<std::string> model_files_to_choose_from() {
  std::vector<std::string> files;
  std::set<std::string> names;
  for (const std::string& folder : model_folders()) {
    for (const fs::path& path : model_files_in(folder)) {
      if (is_file(path) && names.insert(path.filename().string()).second) files.push_back(path.string());
    }
  }
  return files;
}

Model find_model(std::uint64_t identity) {
  std::vector<IdentifiedFile> named = identified_model_files();
  std::erase_if(named, [&](const IdentifiedFile& file) { return !names(identity, file.identity); });
  for (const IdentifiedFile& file : named) {
    if (file.identity != named.front().identity) {
      throw Error(ErrorCode::kModel, "the archive needs the model " + identity_text(identity) + ", which may be " +
                                         named.front().path + " or " + file.path + "; name one with -m");
    }
  }
  std::optional<Error> damage;
  for (const IdentifiedFile& file : named) {
    try {
      return Model::open(file.path);
    } catch (const Error& error) {  // another copy may be intact
      damage = error;
    }
  }
  if (damage) {
    throw *damage;
  }
  throw Error(ErrorCode::kModel, "the archive needs the model " + identity_text(identity) + "; no such model in " +
                                     searched_folders() + "; put its .pithm into one of them, or name it with -m");
}

}  // namespace pith
