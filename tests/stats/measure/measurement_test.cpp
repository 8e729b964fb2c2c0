#include <doctest/doctest.h>

#include "pith/measure.h"

namespace pith {

TEST_CASE("ratios divide the bits by what they are per") {
  const Measurement measurement{.bits = 60, .bytes = 30, .characters = 20, .words = 6};
  CHECK(measurement.bits_per_byte() == 2);
  CHECK(measurement.bits_per_char() == 3);
  CHECK(measurement.bits_per_word() == 10);
  CHECK(measurement.nats() == doctest::Approx(41.5888308));
}

TEST_CASE("perplexity is two to the power of the bits") {
  const Measurement measurement{.bits = 60, .bytes = 30, .characters = 20, .words = 6};
  CHECK(*measurement.perplexity_per_byte() == doctest::Approx(4));
  CHECK(*measurement.perplexity_per_char() == doctest::Approx(8));
  CHECK(*measurement.perplexity_per_word() == doctest::Approx(1024));
}

TEST_CASE("per unit of which there is none there is no ratio and no perplexity") {
  const Measurement nothing;
  CHECK_FALSE(nothing.bits_per_byte());
  CHECK_FALSE(nothing.bits_per_char());
  CHECK_FALSE(nothing.nats_per_char());
  CHECK_FALSE(nothing.perplexity_per_byte());
  CHECK_FALSE(nothing.perplexity_per_char());
  const Measurement white_space{.bits = 5, .bytes = 3, .characters = 3, .words = 0};
  CHECK_FALSE(white_space.bits_per_word());
  CHECK_FALSE(white_space.perplexity_per_word());
  CHECK(white_space.perplexity_per_char());
}

TEST_CASE("measurements add up field by field") {
  Measurement total{.bits = 1.5, .bytes = 2, .characters = 3, .words = 4};
  total += Measurement{.bits = 10, .bytes = 20, .characters = 30, .words = 40};
  CHECK(total.bits == 11.5);
  CHECK(total.bytes == 22);
  CHECK(total.characters == 33);
  CHECK(total.words == 44);
}

}  // namespace pith
