#include <doctest/doctest.h>

#include <algorithm>

#include "format/models/model_impl.h"
#include "pith/bottleneck.h"
#include "support/deep_models.h"
#include "support/priors.h"
#include "support/streams.h"
#include "support/works.h"
#include "train/network/cost.h"

namespace pith {

TEST_CASE("a state that is kept whole costs what the network costs") {
  const Bytes text = test::bytes_of(test::sentences(3000, 1));
  const Model model = test::deep_model();
  const NetworkBottleneck bottleneck = network_bottleneck(text, model);
  REQUIRE(!bottleneck.costs.empty());
  CHECK(bottleneck.units == 64 + 128);
  CHECK(bottleneck.bytes == text.size());
  CHECK(bottleneck.costs.front().bits_per_byte ==
        doctest::Approx(exact_bits_per_byte(*model.impl().prior()->network(), {text}, 1)).epsilon(1e-12));
}

TEST_CASE("each unit has its own bits, from eight to one, and their code is no longer than that") {
  const Bytes text = test::bytes_of(test::sentences(3000, 1));
  const NetworkBottleneck bottleneck = network_bottleneck(text, test::deep_model());
  REQUIRE(bottleneck.costs.size() >= 9);
  double before = 1e9;
  for (std::size_t i = 1; i <= 8; ++i) {
    const StateCost& cost = bottleneck.costs[i];
    CHECK(cost.units == bottleneck.units);
    CHECK(cost.bits_a_unit == static_cast<int>(9 - i));
    CHECK(cost.state_bits <= 1.05 * static_cast<double>(cost.units) * cost.bits_a_unit);
    CHECK(cost.state_bits < before);
    before = cost.state_bits;
  }
  CHECK(bottleneck.costs[1].bits_per_byte == doctest::Approx(bottleneck.costs[0].bits_per_byte).epsilon(0.02));
  for (std::size_t i = 9; i < bottleneck.costs.size(); ++i) {
    CHECK(bottleneck.costs[i].units == bottleneck.units >> (i - 8));
    CHECK(bottleneck.costs[i].bits_a_unit == 8);
  }
}

TEST_CASE("without a network there is no bottleneck of it") {
  CHECK(network_bottleneck(test::bytes_of("abc"), test::trained_model()).costs.empty());
  CHECK(network_bottleneck({}, test::deep_model()).costs.empty());
}

}  // namespace pith
