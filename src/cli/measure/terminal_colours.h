#pragma once

#include <string>

#include "cli/pages/surprisal_scale.h"

namespace pith::cli {

/// Of the palette of 256 colours that terminals share, those that do not differ from one to the next: the cube of six
/// levels for each part, 16 to 231, and the greys, 232 to 255. REQUIRES: 16 <= index < 256.
Colour palette_colour(int index);

/// The index of the palette's nearest colour.
int nearest_palette_index(Colour colour);

/// How a terminal is told to paint.
struct TerminalColours {
  bool true_colour = false;  ///< else the palette
  bool dark = true;          ///< its own ground

  /// What the environment says: COLORTERM is truecolor or 24bit, COLORFGBG ends in the index of a light ground.
  static TerminalColours of_environment();

  /// The escape sequence from which on text is painted as `step` is, of step 0 in the terminal's own colours.
  std::string begin(std::size_t step) const;
};

}  // namespace pith::cli
