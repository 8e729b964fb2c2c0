#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::cli {

/// The names in a list: one a line, with CR LF or LF, after a byte order mark or not; or each ended by a NUL, as
/// 'find -print0' writes them, if there is one in the list or `only_nul`. Empty ones are none.
std::vector<std::string> names_in_text(std::string_view text, bool only_nul);

/// Those in the file `list`, "-" for standard input. Throws FileError, also for a device, for UTF-16 unless `only_nul`,
/// and for more than 256 MiB.
std::vector<std::string> names_in_list(const std::string& list, bool only_nul);

/// `files` and those that a list of --files0-from names; "" = there is none. Names of the list stand for themselves:
/// "-" is a file there. Throws as names_in_list(), and FileError if that makes no file at all.
std::vector<std::string> with_listed(std::vector<std::string> files, const std::string& list);

/// Adds to `paths` the lists that are read where these are given: each @LIST of `arguments`, and `list`; "" = none.
void add_lists(std::vector<std::string>& paths, const std::vector<std::string>& arguments, const std::string& list);

}  // namespace pith::cli
