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
constexpr const char* kByteOrderMark = "\xef\xbb\xbf";

std::string content_of(const std::string& list) {
  if (special_kind(list) == "a device") throw FileError(list, "is a device, not a list of files");
  const std::vector<std::uint8_t> bytes = whole_file(list, kMostListBytes);
  if (bytes.size() > kMostListBytes) throw FileError(display_name(list), "is too long for a list of files");
  return {bytes.begin(), bytes.end()};
}

}  // namespace

std::vector<std::string> names_in_list(const std::string& list, bool only_nul) {
  const std::string text = content_of(list);
  const bool lines = !only_nul && text.find('\0') == std::string::npos;
  const char end_of_name = lines ? '\n' : '\0';
  std::vector<std::string> names;
  for (std::size_t begin = lines && text.starts_with(kByteOrderMark) ? 3 : 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(end_of_name, begin), text.size());
    std::string name = text.substr(begin, end - begin);
    if (lines && name.ends_with('\r')) name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
    begin = end + 1;
  }
  return names;
}

std::vector<std::string> with_listed(std::vector<std::string> files, const std::string& list) {
  if (list.empty()) return files;
  for (const std::string& name : names_in_list(list, true)) {
    files.push_back(name == "-" || name.starts_with('@') ? "./" + name : name);
  }
  if (files.empty()) throw FileError(display_name(list), "names no files");
  return files;
}

}  // namespace pith::cli
