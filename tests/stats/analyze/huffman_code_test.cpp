#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "pith/analyze.h"
#include "support/streams.h"
#include "support/texts.h"

namespace pith {

namespace {

HuffmanCode code_of(const std::string& text) { return huffman_code(byte_distribution(test::bytes_of(text))); }

std::map<char, std::string> words_of(const std::string& text) {
  std::map<char, std::string> words;
  for (const HuffmanCode::Entry& entry : code_of(text).entries) words[static_cast<char>(entry.byte)] = entry.code_word;
  return words;
}

bool prefix_free(const HuffmanCode& code) {
  std::set<std::string> words;
  for (const HuffmanCode::Entry& entry : code.entries) words.insert(entry.code_word);
  if (words.size() != code.entries.size()) return false;
  for (const std::string& word : words) {  // in order, so that a word is followed by those that it begins
    const auto next = words.upper_bound(word);
    if (next != words.end() && next->starts_with(word)) return false;
  }
  return true;
}

/// A distribution that seems to have been drawn by lot, with counts from 1 to about 2^20.
ByteDistribution random_distribution(Random& random) {
  ByteDistribution distribution;
  const std::uint32_t alphabet = 2 + random.below(255);
  for (std::uint32_t byte = 0; byte < alphabet; ++byte) {
    distribution.counts[byte] = 1 + random.below(std::uint32_t{1} << (1 + random.below(20)));
  }
  return distribution;
}

}  // namespace

TEST_CASE("an empty text needs no code") {
  CHECK(code_of("").entries.empty());
  CHECK(code_of("").total_bytes() == 0);
  CHECK(code_of("").average_bits == 0);
}

TEST_CASE("one symbol has a code word of one bit") {
  const HuffmanCode code = code_of(std::string(9, 'e'));
  REQUIRE(code.entries.size() == 1);
  CHECK(code.entries[0].code_word == "0");
  CHECK(code.entries[0].ideal_bits == 0);
  CHECK(code.text_bits == 9);
  CHECK(code.average_bits == 1);
  CHECK(code.table_bytes == 8 + 32 + 1);
  CHECK(code.total_bytes() == 41 + 2);
}

TEST_CASE("probabilities that are powers of two get their ideal lengths") {
  const auto words = words_of("aaaabbcd");
  CHECK(words == std::map<char, std::string>{{'a', "0"}, {'b', "10"}, {'c', "110"}, {'d', "111"}});
  CHECK(code_of("aaaabbcd").average_bits == 1.75);
}

TEST_CASE("the canonical code of the textbook comes out") {
  // a 45, b 13, c 12, d 16, e 9, f 5: Cormen, Leiserson, Rivest, Stein, section 16.3, 224 bits.
  ByteDistribution distribution;
  const std::map<char, std::uint64_t> counts{{'a', 45}, {'b', 13}, {'c', 12}, {'d', 16}, {'e', 9}, {'f', 5}};
  for (const auto& [byte, count] : counts) distribution.counts[static_cast<std::uint8_t>(byte)] = count;
  const HuffmanCode code = huffman_code(distribution);
  CHECK(code.text_bits == 224);
  std::string words;
  for (const HuffmanCode::Entry& entry : code.entries) words += static_cast<char>(entry.byte) + entry.code_word + " ";
  CHECK(words == "a0 b100 c101 d110 e1110 f1111 ");
}

TEST_CASE("counts like Fibonacci's numbers make the deepest tree") {
  ByteDistribution distribution;
  std::uint64_t older = 1;
  std::uint64_t newer = 1;
  for (std::size_t byte = 0; byte < 80; ++byte) {
    distribution.counts[byte] = older;
    older = std::exchange(newer, older + newer);
  }
  const HuffmanCode code = huffman_code(distribution);
  CHECK(code.entries.back().bits == 79);
  CHECK(code.entries.back().code_word == std::string(79, '1'));
  CHECK(prefix_free(code));
}

TEST_CASE("any code is complete, prefix-free, canonical, and within a bit of the entropy") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const ByteDistribution distribution = random_distribution(random);
    const HuffmanCode code = huffman_code(distribution);
    REQUIRE(code.entries.size() == distribution.alphabet());
    CHECK(code.average_bits >= distribution.entropy() - 1e-9);
    CHECK(code.average_bits < distribution.entropy() + 1);
    CHECK(prefix_free(code));
    double kraft = 0;
    for (std::size_t i = 0; i < code.entries.size(); ++i) {
      const HuffmanCode::Entry& entry = code.entries[i];
      CHECK(entry.code_word.size() == static_cast<std::size_t>(entry.bits));
      CHECK(entry.count == distribution.counts[entry.byte]);
      CHECK(entry.ideal_bits == doctest::Approx(-std::log2(entry.probability)));
      kraft += std::exp2(-entry.bits);
      if (i > 0) {
        const HuffmanCode::Entry& before = code.entries[i - 1];
        CHECK(before.code_word < entry.code_word);
        CHECK((before.bits < entry.bits || before.byte < entry.byte));
      }
    }
    CHECK(kraft == 1);
  }
}

}  // namespace pith
