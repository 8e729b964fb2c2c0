#include "train/corpus/corpus.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>
#include <string>

#include "support/text_states.h"
#include "support/texts.h"
#include "support/works.h"
#include "train/ngrams/counts.h"

namespace pith {

using test::views_of;

namespace {

/// The piece of each byte.
std::vector<std::uint32_t> pieces_of(const Corpus& corpus) {
  std::vector<std::uint32_t> pieces;
  for (std::uint32_t p = 0; p < corpus.bytes(); ++p) pieces.push_back(corpus.piece_of(p));
  return pieces;
}

/// The hashes of the contexts that look no further than `sight`.
std::vector<std::uint32_t> hashes_of(const TextState& state, Sight sight) {
  std::vector<std::uint32_t> hashes;
  for (int kind = 0; kind < kContextKinds; ++kind) {
    const auto context = static_cast<ContextKind>(kind);
    if (facts_of(context).sight <= sight) hashes.push_back(hash_of(context, state));
  }
  return hashes;
}

/// Checks that a scan with kSight tells as much as one that tells everything.
template <Sight kSight>
void check_scan(const Corpus& corpus) {
  std::vector<std::vector<std::uint32_t>> hashes;
  corpus.scan<Sight::kLines>(
      [&](std::uint32_t, const TextState& state, std::uint8_t) { hashes.push_back(hashes_of(state, kSight)); });
  std::size_t at = 0;
  corpus.scan<kSight>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    REQUIRE(position == at);
    REQUIRE(byte == corpus[position]);
    REQUIRE(hashes_of(state, kSight) == hashes[at++]);
  });
  CHECK(at == hashes.size());
}

}  // namespace

TEST_CASE("the works lie one after the other, each scanned from a new state") {
  const std::vector<std::string> works = {"one work,\n  ", "", "another\nwork", "x"};
  const Corpus corpus(views_of(works));
  const std::string whole = std::accumulate(works.begin(), works.end(), std::string());
  CHECK(corpus.bytes() == whole.size());
  std::vector<std::string> read = {};
  std::uint32_t next = 0;
  corpus.scan<Sight::kLines>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    REQUIRE(position == next);
    REQUIRE(byte == static_cast<std::uint8_t>(whole[position]));
    REQUIRE(corpus[position] == byte);
    if (position == 0 || position == works[0].size() || position == whole.size() - 1) read.emplace_back();
    for (int kind = 0; kind < kContextKinds; ++kind) {
      const auto context = static_cast<ContextKind>(kind);
      REQUIRE(hash_of(context, state) == hash_of(context, test::state_after(read.back())));
    }
    read.back() += static_cast<char>(byte);
    ++next;
  });
  CHECK(next == whole.size());
  CHECK(read == std::vector<std::string>{works[0], works[2], works[3]});
}

TEST_CASE("many works are a piece each, however long") {
  std::vector<std::string> works(Corpus::kFewPieces, "short");
  works[3] = std::string(100000, 'x');
  const Corpus corpus(views_of(works));
  CHECK(corpus.pieces() == works.size());
  std::uint32_t position = 0;
  for (std::uint32_t work = 0; work < works.size(); ++work) {
    CHECK(corpus.piece_of(position) == work);
    position += static_cast<std::uint32_t>(works[work].size());
    CHECK(corpus.piece_of(position - 1) == work);
  }
}

TEST_CASE("few works are cut into pieces, but not into short ones") {
  const std::vector<std::string> works = {std::string(300000, 'x'), std::string(50000, 'y'), std::string(10, 'z')};
  const Corpus corpus(views_of(works));
  CHECK(corpus.pieces() >= Corpus::kFewPieces - works.size());
  CHECK(corpus.pieces() <= Corpus::kFewPieces + works.size());
  const auto pieces = pieces_of(corpus);
  CHECK(std::set(pieces.begin(), pieces.end()).size() == corpus.pieces());
  CHECK(std::ranges::is_sorted(pieces));
  CHECK(pieces[299999] + 1 == pieces[300000]);
  CHECK(pieces[349999] + 1 == pieces[350000]);

  CHECK(Corpus(views_of({std::string(Corpus::kShortPieceBytes * 2 - 1, 'x')})).pieces() == 1);
  const Corpus short_one(views_of({std::string(Corpus::kShortPieceBytes * 3 + 5, 'x')}));
  CHECK(short_one.pieces() == 3);
}

TEST_CASE("the state at a position is that of a scan, as far as the last bytes and the last word go") {
  std::vector<std::string> works = test::works_of_sentences(3, 3000, 5);
  works.push_back(test::random_text(2000, 6));
  works.push_back("I" + std::string(Corpus::kStateReach - 1, 'n'));
  const Corpus corpus(views_of(works));
  corpus.scan<Sight::kLines>([&](std::uint32_t position, const TextState& state, std::uint8_t) {
    REQUIRE(corpus.state_at(position, Sight::kLast8).last8() == state.last8());
    REQUIRE(corpus.state_at(position).last8() == state.last8());
    REQUIRE(corpus.state_at(position).word() == state.word());
  });
}

TEST_CASE("of a very long word, the state at a position knows the last letters") {
  const std::string letters(Corpus::kStateReach, 'x');
  const Corpus corpus(views_of({letters, "y" + letters + "."}));
  const auto end = static_cast<std::uint32_t>(corpus.bytes() - 1);
  CHECK(corpus.state_at(end).word() == test::state_after(letters).word());
}

TEST_CASE("a scan tells as much as was asked for") {
  std::vector<std::string> works = test::works_of_sentences(3, 400, 1);
  works.push_back(test::random_text(1000, 2));
  const Corpus corpus(views_of(works));
  check_scan<Sight::kLast8>(corpus);
  check_scan<Sight::kWords>(corpus);
}

TEST_CASE("a corpus may be empty") {
  const Corpus corpus({});
  CHECK(corpus.bytes() == 0);
  CHECK(corpus.pieces() == 0);
  corpus.scan<Sight::kLines>([](std::uint32_t, const TextState&, std::uint8_t) { FAIL("a byte of nothing"); });
}

}  // namespace pith
