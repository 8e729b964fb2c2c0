#pragma once

#include <string>
#include <vector>

namespace pith::cli {

/// The names in the file `list`, "-" for standard input: one a line, with CR LF or LF, after a byte order mark or not;
/// or each ended by a NUL, as 'find -print0' writes them, if there is one in the list or `only_nul`. Throws FileError,
/// also for a device, and for more than 256 MiB.
std::vector<std::string> names_in_list(const std::string& list, bool only_nul);

/// `files` and those that a list of --files0-from names; "" = there is none. Names of the list stand for themselves:
/// "-" is a file there. Throws as names_in_list(), and FileError if that makes no file at all.
std::vector<std::string> with_listed(std::vector<std::string> files, const std::string& list);

}  // namespace pith::cli
