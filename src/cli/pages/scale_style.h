#pragma once

#include <string>

namespace pith::cli {

/// A style element: the classes s0, s1 ... paint as the steps of surprisal_scale.h, for the theme of the page.
std::string scale_style();

}  // namespace pith::cli
