#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"
#include "pith/analyze.h"
#include "support/streams.h"

namespace pith {

namespace {

ByteDistribution distribution_of(const std::string& text) { return byte_distribution(test::bytes_of(text)); }

DistributionComparison compared(const std::string& first, const std::string& second) {
  return compare_distributions(distribution_of(first), distribution_of(second));
}

/// Counts of `alphabet` bytes, some of them 0.
ByteDistribution random_distribution(Random& random, std::uint32_t alphabet) {
  ByteDistribution distribution;
  distribution.counts[0] = 1;
  for (std::uint32_t byte = 0; byte < alphabet; ++byte) distribution.counts[byte] += random.below(1000) % 700;
  return distribution;
}

}  // namespace

TEST_CASE("a text compared with itself has no divergence") {
  const DistributionComparison same = compared("a text, and some more", "a text, and some more");
  CHECK(same.first_by_second.divergence == 0);
  CHECK(same.first_by_second.smoothed_divergence == 0);
  CHECK(same.first_by_second.cross_entropy == doctest::Approx(distribution_of("a text, and some more").entropy()));
  CHECK(same.jensen_shannon == 0);
}

TEST_CASE("known distributions have the divergence of the formula") {
  const DistributionComparison half_quarter = compared("ab", "abbb");  // 1/2, 1/2 and 1/4, 3/4
  CHECK(half_quarter.first_by_second.cross_entropy == doctest::Approx(1 + 0.5 * std::log2(4.0 / 3)));
  CHECK(half_quarter.first_by_second.divergence == doctest::Approx(0.5 * std::log2(4.0 / 3)));
  CHECK(half_quarter.second_by_first.cross_entropy == doctest::Approx(1));
  CHECK(half_quarter.second_by_first.divergence == doctest::Approx(1 - 0.811278));
  const double mean_entropy = -3.0 / 8 * std::log2(3.0 / 8) - 5.0 / 8 * std::log2(5.0 / 8);
  CHECK(half_quarter.jensen_shannon == doctest::Approx(mean_entropy - (1 + 0.811278) / 2));
}

TEST_CASE("one half is added to each count where it is told") {
  const DistributionDistance distance = compared("aab", "ab").first_by_second;
  const auto p = [](double count) { return (count + 0.5) / (3 + 128); };
  const auto q = [](double count) { return (count + 0.5) / (2 + 128); };
  const double expected = -p(2) * std::log2(q(1)) - p(1) * std::log2(q(1)) - 254 * p(0) * std::log2(q(0));
  CHECK(distance.smoothed_cross_entropy == doctest::Approx(expected));
}

TEST_CASE("a byte that the other text lacks makes the exact divergence infinite, the smoothed one not") {
  const DistributionComparison one_more = compared("abc", "ab");
  CHECK(std::isinf(one_more.first_by_second.divergence));
  CHECK(std::isinf(one_more.first_by_second.cross_entropy));
  CHECK(one_more.second_by_first.divergence == doctest::Approx(std::log2(1.5)));
  CHECK(one_more.first_by_second.smoothed_divergence > 0);
  CHECK(one_more.first_by_second.smoothed_divergence < 1);
}

TEST_CASE("texts without a byte in common are one bit apart") {
  CHECK(compared("aab", "cdd").jensen_shannon == doctest::Approx(1));
}

TEST_CASE("divergences of any distributions are not below 0, Jensen and Shannon's is symmetric and at most 1") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const ByteDistribution p = random_distribution(random, 1 + random.below(256));
    const ByteDistribution q = random_distribution(random, 1 + random.below(256));
    const DistributionComparison there = compare_distributions(p, q);
    const DistributionComparison back = compare_distributions(q, p);
    CHECK(there.first_by_second.divergence >= 0);
    CHECK(there.first_by_second.smoothed_divergence >= 0);
    CHECK(there.second_by_first.divergence == back.first_by_second.divergence);
    CHECK(there.jensen_shannon == doctest::Approx(back.jensen_shannon).epsilon(1e-12));
    CHECK(there.jensen_shannon >= 0);
    CHECK(there.jensen_shannon <= 1);
    if (std::isfinite(there.first_by_second.divergence)) {
      const double excess = there.first_by_second.cross_entropy - p.entropy();
      CHECK(there.first_by_second.divergence == doctest::Approx(excess).epsilon(1e-9));
    }
  }
}

TEST_CASE("empty texts can be compared") {
  CHECK(compared("", "").first_by_second.divergence == 0);
  CHECK(compared("", "").first_by_second.smoothed_divergence == 0);
  CHECK(compared("", "a").first_by_second.cross_entropy == 0);
  CHECK(std::isinf(compared("a", "").first_by_second.divergence));
}

}  // namespace pith
