#include "train/ngrams/prefix_code_lengths.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "model/ngrams/prefix_code.h"

namespace pith {

namespace {

using Frequencies = std::vector<std::uint64_t>;

/// Random frequencies of very different sizes, some of them 0.
Frequencies random_frequencies(std::size_t symbols, Random& random) {
  Frequencies frequencies(symbols);
  for (std::uint64_t& f : frequencies) f = random.below(4) == 0 ? 0 : random.next() >> (24 + random.below(40));
  return frequencies;
}

std::uint64_t cost(const Frequencies& frequencies, const Bytes& lengths) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < lengths.size(); ++i) bits += frequencies[i] * lengths[i];
  return bits;
}

/// The cost of the best complete code, by trying all lengths of the symbols from `symbol` on that fill `room` of 2^-12.
std::uint64_t best_cost(const Frequencies& frequencies, std::size_t symbol, std::uint32_t room) {
  if (symbol == frequencies.size()) return room == 0 ? 0 : UINT64_MAX;
  std::uint64_t best = UINT64_MAX;
  for (std::uint32_t length = 1; length <= frequencies.size(); ++length) {
    const std::uint32_t share = 4096U >> length;
    if (share > room) continue;
    const std::uint64_t rest = best_cost(frequencies, symbol + 1, room - share);
    if (rest != UINT64_MAX) best = std::min(best, rest + frequencies[symbol] * length);
  }
  return best;
}

}  // namespace

TEST_CASE("the lengths are a code for the symbols that occur, within the limit") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Frequencies frequencies = random_frequencies(1 + random.below(300), random);
    const int longest = 9 + static_cast<int>(random.below(4));
    const Bytes lengths = prefix_code_lengths(frequencies, longest);
    REQUIRE(lengths.size() == frequencies.size());
    CHECK(PrefixCode::from_lengths(lengths));
    CHECK(*std::ranges::max_element(lengths) <= longest);
    if (std::ranges::count(frequencies, 0U) + 1 < static_cast<std::ptrdiff_t>(frequencies.size())) {
      for (std::size_t i = 0; i < lengths.size(); ++i) CHECK((lengths[i] == 0) == (frequencies[i] == 0));
    }
    CHECK(prefix_code_lengths(frequencies, longest) == lengths);
  }
}

TEST_CASE("no code of a small alphabet is shorter") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Frequencies frequencies(2 + random.below(5));
    for (std::uint64_t& f : frequencies) f = 1 + (random.next() >> (44 + random.below(20)));
    CHECK(cost(frequencies, prefix_code_lengths(frequencies, 12)) == best_cost(frequencies, 0, 4096));
  }
}

TEST_CASE("frequencies that grow like Fibonacci's stay within the limit at little cost") {
  Frequencies frequencies = {1, 1};
  while (frequencies.size() < 40) frequencies.push_back(frequencies.end()[-1] + frequencies.end()[-2]);
  const std::uint64_t unlimited = cost(frequencies, prefix_code_lengths(frequencies, 63));
  for (int longest = 6; longest <= 12; ++longest) {
    CAPTURE(longest);
    const Bytes lengths = prefix_code_lengths(frequencies, longest);
    CHECK(*std::ranges::max_element(lengths) <= longest);
    if (longest == 12) CHECK(cost(frequencies, lengths) < unlimited + unlimited / 50);
  }
}

TEST_CASE("as many symbols as the limit has codes get equal lengths") {
  for (int longest = 1; longest <= 8; ++longest) {
    CAPTURE(longest);
    Random random(static_cast<std::uint64_t>(longest));
    Frequencies frequencies(std::size_t{1} << longest);
    for (std::uint64_t& f : frequencies) f = 1 + random.below(1000);
    CHECK(prefix_code_lengths(frequencies, longest) == Bytes(frequencies.size(), static_cast<std::uint8_t>(longest)));
  }
}

TEST_CASE("one symbol, or none, still has a code") {
  CHECK(prefix_code_lengths(Frequencies{0, 7, 0}, 12) == Bytes{0, 1, 0});
  CHECK(prefix_code_lengths(Frequencies{0, 0}, 12) == Bytes{1, 0});
  CHECK(prefix_code_lengths(Frequencies{3, 0, 4}, 12) == Bytes{1, 0, 1});
}

}  // namespace pith
