#pragma once

#include "cli/console/command.h"

namespace pith::cli {

/// Does what the command line asks for: the command that its first word names, else compression. Returns the exit
/// code. Throws Error.
int dispatch(const Arguments& arguments);

}  // namespace pith::cli
