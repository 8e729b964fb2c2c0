#pragma once

#include "cli/archives/file_options.h"

namespace pith::cli {

/// What --help says around the options of `mode`.
const CommandText& file_text(Mode mode);

}  // namespace pith::cli
