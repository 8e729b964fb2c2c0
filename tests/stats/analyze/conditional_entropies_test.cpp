#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <map>
#include <numbers>

#include "pith/analyze.h"
#include "support/errors.h"
#include "support/markov.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

std::vector<ConditionalEntropy> entropies_of(const std::string& text, int threads = 1) {
  return conditional_entropies(test::bytes_of(text), threads);
}

/// By the definition: a table of contexts, and in each one a table of what follows.
ConditionalEntropy counted_out(const std::string& text, std::size_t order) {
  std::map<std::string, std::map<char, double>> table;
  ConditionalEntropy result{.order = static_cast<int>(order)};
  for (std::size_t i = order; i < text.size(); ++i) {
    ++table[text.substr(i - order, order)][text[i]];
    ++result.positions;
  }
  const auto total = static_cast<double>(result.positions);
  for (const auto& [context, successors] : table) {
    double occurrences = 0;
    for (const auto& [byte, count] : successors) occurrences += count;
    for (const auto& [byte, count] : successors) {
      result.plug_in_bits -= count / total * std::log2(count / occurrences);
      result.block_bits -= count / total * std::log2(count / total);
      ++result.sequences;
    }
    ++result.contexts;
    result.contexts_seen_once += occurrences == 1 ? 1 : 0;
  }
  if (total > 0) {
    const auto more = static_cast<double>(result.sequences - result.contexts);
    result.miller_madow_bits = result.plug_in_bits + more / 2 / total / std::numbers::ln2;
  }
  return result;
}

void check_by_definition(const std::string& text) {
  const std::vector<ConditionalEntropy> entropies = entropies_of(text);
  REQUIRE(entropies.size() == kMaxEntropyOrder + 1);
  for (std::size_t order = 0; order < entropies.size(); ++order) {
    CAPTURE(order);
    const ConditionalEntropy& actual = entropies[order];
    const ConditionalEntropy expected = counted_out(text, order);
    CHECK(actual.order == expected.order);
    CHECK(actual.positions == expected.positions);
    CHECK(actual.contexts == expected.contexts);
    CHECK(actual.contexts_seen_once == expected.contexts_seen_once);
    CHECK(actual.sequences == expected.sequences);
    CHECK(actual.block_bits == doctest::Approx(expected.block_bits).epsilon(1e-9));
    CHECK(actual.plug_in_bits == doctest::Approx(expected.plug_in_bits).epsilon(1e-9));
    CHECK(actual.miller_madow_bits == doctest::Approx(expected.miller_madow_bits).epsilon(1e-9));
  }
}

}  // namespace

TEST_CASE("entropies of all orders are what their definition says, for every shape of text") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    check_by_definition(shape.text);
  }
}

TEST_CASE("entropies of short random texts are what their definition says") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::string text(random.below(60), '\0');  // zeros, as stand before the text
    for (char& byte : text) {
      byte = static_cast<char>(random.below(2 + seed % 3));
    }
    check_by_definition(text);
  }
}

TEST_CASE("a chain of two states has its entropy rate at order 1 and above") {
  const std::string text = test::markov_text(400000, 6554, 19661, 21);
  const double rate = test::markov_entropy_rate(6554, 19661);
  const std::vector<ConditionalEntropy> entropies = entropies_of(text);
  CHECK(entropies[0].plug_in_bits > 1.2 * rate);
  for (std::size_t order = 1; order < entropies.size(); ++order) {
    CAPTURE(order);
    CHECK(std::abs(entropies[order].plug_in_bits / rate - 1) < 0.01);
    CHECK(std::abs(entropies[order].miller_madow_bits / rate - 1) < 0.01);
  }
}

TEST_CASE("the correction comes nearer to the entropy of few samples") {
  const std::vector<ConditionalEntropy> entropies = entropies_of(test::random_text(1000, 22));
  CHECK(entropies[0].plug_in_bits < 7.9);
  CHECK(std::abs(entropies[0].miller_madow_bits - 8) < std::abs(entropies[0].plug_in_bits - 8) / 3);
}

TEST_CASE("contexts that occur once are told") {
  const std::vector<ConditionalEntropy> entropies = entropies_of(test::random_text(5000, 23));
  CHECK(entropies[0].mean_occurrences() == 5000);
  CHECK(entropies[0].share_seen_once() == 0);
  CHECK(entropies[8].mean_occurrences() == 1);
  CHECK(entropies[8].share_seen_once() == 1);
  CHECK(entropies[8].plug_in_bits == 0);
}

TEST_CASE("progress adds up to the text while its entropies are measured") {
  for (const std::string text : {"", "x", "some more text, and some more"}) {
    std::atomic<std::uint64_t> done = 0;
    conditional_entropies(test::bytes_of(text), 2, &done);
    CHECK(done == text.size());
  }
}

TEST_CASE("entropies do not depend on the number of threads") {
  const std::string text = test::random_text(3000, 24) + test::repeated("to be or not to be, ", 500);
  const std::vector<ConditionalEntropy> one = entropies_of(text);
  for (const int threads : {2, 3, 0}) {
    const std::vector<ConditionalEntropy> many = entropies_of(text, threads);
    for (std::size_t order = 0; order < one.size(); ++order) {
      CHECK(many[order].plug_in_bits == one[order].plug_in_bits);
    }
  }
  CHECK(test::error_of([&] { entropies_of(text, -1); }) == "kUsage");
}

}  // namespace pith
