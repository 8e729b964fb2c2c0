#include "cli/measure/terminal_colours.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <string_view>

namespace pith::cli {
namespace {

constexpr int kCube = 16;
constexpr int kGreys = 232;

int distance(Colour a, Colour b) {
  const auto square = [](int x) { return x * x; };
  return square(a.red - b.red) + square(a.green - b.green) + square(a.blue - b.blue);
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string true_colour_code(Colour colour) {
  return "2;" + std::to_string(colour.red) + ";" + std::to_string(colour.green) + ";" + std::to_string(colour.blue);
}

}  // namespace

Colour palette_colour(int index) {
  assert(kCube <= index && index < 256);
  if (index >= kGreys) {
    const auto grey = static_cast<std::uint8_t>(8 + 10 * (index - kGreys));
    return {grey, grey, grey};
  }
  const auto part = [](int step) { return static_cast<std::uint8_t>(step == 0 ? 0 : 55 + 40 * step); };
  const int place = index - kCube;
  return {part(place / 36), part(place / 6 % 6), part(place % 6)};
}

int nearest_palette_index(Colour colour) {
  int nearest = kCube;
  for (int index = kCube; index < 256; ++index) {
    if (distance(palette_colour(index), colour) < distance(palette_colour(nearest), colour)) nearest = index;
  }
  return nearest;
}

TerminalColours TerminalColours::of_environment() {
  const std::string_view colours = environment("COLORTERM");
  const std::string_view grounds = environment("COLORFGBG");  // "0;15", "15;default;0"
  const std::string_view ground = grounds.substr(grounds.find_last_of(';') + 1);
  return {.true_colour = colours == "truecolor" || colours == "24bit", .dark = ground != "7" && ground != "15"};
}

std::string TerminalColours::begin(std::size_t step) const {
  if (step == 0) return "\033[0m";
  const Paint paint = dark ? kSurprisalSteps[step].dark : kSurprisalSteps[step].light;
  const auto code = [this](Colour colour) {
    return true_colour ? true_colour_code(colour) : "5;" + std::to_string(nearest_palette_index(colour));
  };
  return "\033[38;" + code(paint.ink) + ";48;" + code(paint.ground) + "m";
}

}  // namespace pith::cli
