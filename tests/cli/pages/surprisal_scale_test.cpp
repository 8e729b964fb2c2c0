#include "cli/pages/surprisal_scale.h"

#include <doctest/doctest.h>

#include "support/colours.h"
using namespace pith::cli;
using pith::test::contrast;
using pith::test::luminance;

TEST_CASE("text is readable on each step") {
  for (std::size_t i = 0; i < kSurprisalSteps.size(); ++i) {
    INFO("step ", i);
    CHECK(contrast(kSurprisalSteps[i].light) >= 4.5);
    CHECK(contrast(kSurprisalSteps[i].dark) >= 4.5);
  }
}

TEST_CASE("lightness alone tells the steps apart") {
  for (std::size_t i = 1; i < kSurprisalSteps.size(); ++i) {
    INFO("step ", i);
    const auto& [bits_before, light_before, dark_before] = kSurprisalSteps[i - 1];
    const auto& [bits, light, dark] = kSurprisalSteps[i];
    CHECK(bits > bits_before);
    CHECK(luminance(light_before.ground) + 0.05 > 1.05 * (luminance(light.ground) + 0.05));
    CHECK(luminance(dark.ground) + 0.05 > 1.05 * (luminance(dark_before.ground) + 0.05));
  }
}

TEST_CASE("a surprisal belongs to the last step that begins at or below it") {
  CHECK(surprisal_step(0) == 0);
  CHECK(surprisal_step(0.49) == 0);
  CHECK(surprisal_step(0.5) == 1);
  CHECK(surprisal_step(11.9) == 6);
  CHECK(surprisal_step(1e9) == kSurprisalSteps.size() - 1);
}

TEST_CASE("steps are labelled with their bounds") {
  CHECK(step_label(0) == "0-0.5");
  CHECK(step_label(4) == "4-6");
  CHECK(step_label(kSurprisalSteps.size() - 1) == "12+");
}
