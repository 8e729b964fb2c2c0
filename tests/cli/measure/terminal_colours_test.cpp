#include "cli/measure/terminal_colours.h"

#include <doctest/doctest.h>

#include <set>

#include "support/colours.h"

using namespace pith::cli;

TEST_CASE("the nearest colour of a colour of the palette is itself") {
  for (int index = 16; index < 256; ++index) {
    const Colour colour = palette_colour(index);
    CHECK(hex_colour(palette_colour(nearest_palette_index(colour))) == hex_colour(colour));
  }
}

TEST_CASE("the steps stay apart and readable in 256 colours") {
  std::set<int> light;
  std::set<int> dark;
  for (std::size_t i = 1; i < kSurprisalSteps.size(); ++i) {
    INFO("step ", i);
    for (const Paint& paint : {kSurprisalSteps[i].light, kSurprisalSteps[i].dark}) {
      const Colour ink = palette_colour(nearest_palette_index(paint.ink));
      const Colour ground = palette_colour(nearest_palette_index(paint.ground));
      CHECK(pith::test::contrast({ink, ground}) >= 4.5);
    }
    light.insert(nearest_palette_index(kSurprisalSteps[i].light.ground));
    dark.insert(nearest_palette_index(kSurprisalSteps[i].dark.ground));
  }
  CHECK(light.size() == kSurprisalSteps.size() - 1);
  CHECK(dark.size() == kSurprisalSteps.size() - 1);
}

TEST_CASE("colours are told by numbers or by their places in the palette") {
  CHECK(TerminalColours{.true_colour = true, .dark = false}.begin(3) == "\033[38;2;27;27;27;48;2;254;196;79m");
  CHECK(TerminalColours{.true_colour = false, .dark = false}.begin(3) == "\033[38;5;234;48;5;221m");
  CHECK(TerminalColours{}.begin(0) == "\033[0m");
}
