#include "cli/corpus/file_list.h"

#include <algorithm>
#include <cstdint>

#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/special_file.h"
#include "cli/files/whole_file.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostListBytes = std::uint64_t{256} << 20;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string content_of(const std::string& list) {
  if (special_kind(list) == "a device") throw FileError(list, "is a device, not a list of files");
  const std::vector<std::uint8_t> bytes = whole_file(list, kMostListBytes);
  if (bytes.size() > kMostListBytes) throw FileError(display_name(list), "is too long for a list of files");
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::vector<std::string> names_in_text(std::string_view text, bool only_nul) {
  const bool lines = !only_nul && text.find('\0') == std::string_view::npos;
  const char end_of_name = lines ? '\n' : '\0';
  if (lines && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(end_of_name), text.size());
    std::string_view name = text.substr(0, end);
    if (lines && name.ends_with('\r')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

std::vector<std::string> names_in_list(const std::string& list, bool only_nul) {
  const std::string text = content_of(list);
  if (!only_nul && (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))) {
    throw FileError(display_name(list), "is UTF-16; write it as UTF-8");
  }
  return names_in_text(text, only_nul);
}

std::vector<std::string> with_listed(std::vector<std::string> files, const std::string& list) {
  if (list.empty()) return files;
  for (const std::string& name : names_in_list(list, true)) {
    files.push_back(name == "-" || name.starts_with('@') ? "./" + name : name);
  }
  if (files.empty()) throw FileError(display_name(list), "names no files");
  return files;
}

void add_lists(std::vector<std::string>& paths, const std::vector<std::string>& arguments, const std::string& list) {
  for (const std::string& argument : arguments) {
    if (argument.starts_with('@')) paths.push_back(argument.substr(1));
  }
  if (!list.empty()) paths.push_back(list);
}

}  // namespace pith::cli
