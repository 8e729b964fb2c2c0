#pragma once

#include <string>
#include <vector>

namespace pith::cli {

/// Throws FileError if one of `outputs` is one of `inputs`, by whatever names and links, or another of `outputs`: what
/// is read is never written over, not even with -f. "-" is standard input, and as an output no file.
void refuse_written_inputs(const std::vector<std::string>& outputs, const std::vector<std::string>& inputs);

}  // namespace pith::cli
