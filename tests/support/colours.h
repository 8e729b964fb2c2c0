#pragma once

#include <algorithm>
#include <cmath>

#include "cli/pages/surprisal_scale.h"

namespace pith::test {

/// WCAG 2.2, relative luminance.
inline double luminance(cli::Colour colour) {
  const auto linear = [](std::uint8_t part) {
    const double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// WCAG 2.2, contrast ratio.
inline double contrast(cli::Paint paint) {
  const double ink = luminance(paint.ink) + 0.05;
  const double ground = luminance(paint.ground) + 0.05;
  return std::max(ink, ground) / std::min(ink, ground);
}

}  // namespace pith::test
