#include "pith/bottleneck.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "base/random.h"
#include "stats/bottleneck/annealing.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/works.h"

namespace pith {

namespace {

/// The bits x in [0, 1] of which 1 - h(a) = x, a in [0, 1/2], by bisection.
double noise_of(double x) {
  double low = 0;
  double high = 0.5;
  for (int i = 0; i < 60; ++i) {
    const double a = (low + high) / 2;
    (1 - test::binary_entropy(a) > x ? low : high) = a;
  }
  return (low + high) / 2;
}

/// Four states in two classes; the next state is of the same class with probability 1 - noise, and either of the two.
Eigen::MatrixXd two_classes(double noise) {
  Eigen::MatrixXd joint(4, 4);
  for (int x = 0; x < 4; ++x) {
    for (int y = 0; y < 4; ++y) joint(x, y) = (x / 2 == y / 2 ? 1 - noise : noise) / 8;
  }
  return joint;
}

/// A chain over the letters of three classes, "ab", "cde" and "f": a class goes on to the next with probability 7/8,
/// else to any of the three; letters of a class are alike.
std::string three_classes(std::size_t bytes) {
  constexpr std::string_view kClasses[3] = {"ab", "cde", "f"};
  Random random(5);
  std::uint32_t at = 0;
  std::string text;
  while (text.size() < bytes) {
    text += kClasses[at][random.below(static_cast<std::uint32_t>(kClasses[at].size()))];
    at = random.below(8) != 0 ? (at + 1) % 3 : random.below(3);
  }
  return text;
}

}  // namespace

TEST_CASE("the curve of two noisy classes is that of Mrs. Gerber's lemma") {
  // X is a fair bit, Y the same after a symmetric channel: the best T is X after another one, of noise a, so that
  // I(X;T) = 1 - h(a), I(T;Y) = 1 - h(a (1 - noise) + (1 - a) noise), from beta = 1 / (1 - 2 noise)^2 on.
  const double noise = 0.1;
  BottleneckAnnealing annealing(two_classes(noise), 8);
  CHECK(annealing.context_bits() == doctest::Approx(2));
  CHECK(annealing.information() == doctest::Approx(1 - test::binary_entropy(noise)));
  CHECK(annealing.first_beta() == doctest::Approx(1 / (0.8 * 0.8)).epsilon(1e-6));
  for (const double factor : {1.01, 1.1, 1.5, 2.0, 4.0, 16.0}) {
    CAPTURE(factor);
    const Clustering& clustering = annealing.at(annealing.first_beta() * factor);
    const Bottleneck::Point point = annealing.point();
    CHECK(clustering.clusters() == 2);
    const double a = noise_of(point.kept_bits);
    CHECK(point.relevant_bits ==
          doctest::Approx(1 - test::binary_entropy(a * (1 - noise) + (1 - a) * noise)).epsilon(1e-5));
    CHECK(clustering.members(0, 0) == doctest::Approx(clustering.members(1, 0)));
  }
  CHECK(annealing.point().kept_bits == doctest::Approx(1).epsilon(1e-3));
}

TEST_CASE("below the first beta nothing is kept") {
  BottleneckAnnealing annealing(two_classes(0.2), 8);
  annealing.at(annealing.first_beta() * 0.99);
  CHECK(annealing.point().clusters == 1);
  CHECK(annealing.point().kept_bits == doctest::Approx(0));
  CHECK(annealing.point().relevant_bits == doctest::Approx(0));
}

TEST_CASE("the classes of a Markov source are found, and are all that is worth keeping") {
  const std::vector<Bottleneck> all = bottlenecks(test::bytes_of(three_classes(300'000)));
  const Bottleneck& one = all.front();
  REQUIRE(one.contexts == 6);
  // Class after class: 1/3 each, and the next is certain but for the 1/8 that is drawn by lot.
  const double next = 7.0 / 8 + 1.0 / 24;
  const double information = std::log2(3) + next * std::log2(next) + 2 * (1.0 / 24) * std::log2(1.0 / 24);
  CHECK(one.information == doctest::Approx(information).epsilon(0.01));
  const auto stop = std::ranges::find_if(one.stops, [](const auto& s) { return s.clusters.size() >= 3; });
  const Bottleneck::Stop& classes = stop == one.stops.end() ? one.stops.back() : *stop;
  REQUIRE(classes.clusters.size() >= 2);
  const double classes_bits = std::log2(3);
  REQUIRE(one.needs.back().share == doctest::Approx(0.99));
  CHECK(one.needs.back().bits < classes_bits);
  CHECK(one.needs.back().bits > 0.9 * classes_bits);
  CHECK(one.context_bits > classes_bits + 0.8);  // which of its class a letter is says nothing
  for (const Bottleneck::Cluster& cluster : classes.clusters) {
    for (const std::string_view letters : {"ab", "cde", "f"}) {
      const auto of_class = std::ranges::count_if(
          cluster.contexts, [&](const auto& c) { return letters.find(c.bytes) != std::string_view::npos; });
      CHECK((of_class == 0 || of_class == static_cast<std::ptrdiff_t>(letters.size())));
    }
  }
}

TEST_CASE("no point of a curve is above what X says of Y, or says more than it keeps") {
  for (const Bottleneck& bottleneck : bottlenecks(test::bytes_of(test::sentences(60'000, 1)))) {
    CAPTURE(bottleneck.order);
    CHECK(bottleneck.information <= bottleneck.context_bits);
    CHECK(bottleneck.information <= bottleneck.next_bits);
    Bottleneck::Point before;
    CHECK(bottleneck.curve.size() > 5);
    for (const Bottleneck::Point& point : bottleneck.curve) {
      CHECK(point.relevant_bits <= bottleneck.information + 1e-9);
      CHECK(point.relevant_bits <= point.kept_bits + 1e-9);
      CHECK(point.relevant_bits > before.relevant_bits);
      CHECK(point.kept_bits > before.kept_bits);
      before = point;
    }
    for (std::size_t i = 1; i < bottleneck.needs.size(); ++i) {
      CHECK(bottleneck.needs[i].bits > bottleneck.needs[i - 1].bits);
    }
    CHECK(bottleneck.needs.back().bits <= bottleneck.context_bits);
  }
}

TEST_CASE("longer contexts say more, however many there are") {
  Random random(3);
  std::string noise;
  while (noise.size() < 200'000) noise += static_cast<char>(random.below(256));
  const std::vector<Bottleneck> all = bottlenecks(test::bytes_of(noise));
  CHECK(all[0].contexts == 256);
  for (const Bottleneck& bottleneck : all) CHECK(bottleneck.contexts <= 1024);
  CHECK(all[2].share_of_others > 0.9);
  CHECK(all[1].information >= all[0].information);
}

TEST_CASE("a text without two different bytes has nothing to tell, however short it is") {
  for (const std::string& text : {std::string(), std::string("a"), std::string("ab"), std::string(1000, 'a')}) {
    for (const Bottleneck& bottleneck : bottlenecks(test::bytes_of(text))) {
      CHECK(bottleneck.information == doctest::Approx(0));
      CHECK(bottleneck.curve.empty());
      CHECK(bottleneck.stops.empty());
    }
  }
}

TEST_CASE("the number of threads changes no figure") {
  const Bytes text = test::bytes_of(test::sentences(20'000, 1));
  const std::vector<Bottleneck> one = bottlenecks(text);
  const std::vector<Bottleneck> three = bottlenecks(text, {.threads = 3});
  for (std::size_t i = 0; i < one.size(); ++i) {
    REQUIRE(one[i].curve.size() == three[i].curve.size());
    CHECK(one[i].curve.back().kept_bits == three[i].curve.back().kept_bits);
  }
}

}  // namespace pith
