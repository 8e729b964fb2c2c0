// Any list of files: its names are in it, in order, whatever ends them.
#include "cli/corpus/file_list.h"

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/fuzz_support.h"

namespace {

using namespace pith::fuzz;
using pith::cli::names_in_text;
using Names = std::vector<std::string>;

constexpr const char* kByteOrderMark = "\xef\xbb\xbf";
const std::string kNul(1, '\0');

std::string joined(const Names& names, const std::string& end) {
  std::string list;
  for (const std::string& name : names) list += name + end;
  return list;
}

void require_names_of(std::string_view list, const Names& names) {
  std::size_t place = 0;
  for (const std::string& name : names) {
    require(!name.empty(), "no name is empty");
    require(name.find('\0') == std::string::npos, "a NUL ends a name");
    place = list.find(name, place);
    require(place != std::string_view::npos, "the names are in the list, in order");
    place += name.size();
  }
}

/// REQUIRES: `names` are those of `list`.
void require_same_however_ended(const std::string& list, const Names& names) {
  if (!names.empty()) require(names_in_text(joined(names, kNul), false) == names, "NUL is recognised");
  if (list.find('\0') != std::string::npos) return;
  const auto has_line_end = [](const std::string& name) { return name.find('\n') != std::string::npos; };
  require(std::ranges::none_of(names, has_line_end), "a line is a name");
  // With LF alone a carriage return that ends a name would be lost.
  require(names_in_text(kByteOrderMark + joined(names, "\r\n"), false) == names, "neither CR nor a mark is a name's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string list(reinterpret_cast<const char*>(data), size);
  for (const bool only_nul : {false, true}) {
    const Names names = names_in_text(list, only_nul);
    require_names_of(list, names);
    require(!only_nul || names_in_text(joined(names, kNul), true) == names, "what is listed is listed again");
    if (!only_nul) require_same_however_ended(list, names);
  }
  return 0;
}
