#pragma once

namespace pith::cli {

/// Where standard input, output or error is closed, opens in its place what can be neither read nor written. Else the
/// next file to be opened would have its number, and messages would be written into results. To be called before any
/// file is opened.
void occupy_closed_standard_descriptors();

}  // namespace pith::cli
