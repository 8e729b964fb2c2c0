#pragma once

#include "cli/options/command.h"

namespace pith::cli {

/// Does what the command line asks for: the command that its first word names, else compression; as `program` "unpith"
/// decompression, as "pithcat" the same to standard output. Returns the exit code. Throws Error, also where a command
/// seems to be misspelt.
int dispatch(const std::string& program, const Arguments& arguments);

}  // namespace pith::cli
