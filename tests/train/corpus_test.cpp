#include "train/corpus.h"

#include <doctest/doctest.h>

#include <numeric>
#include <set>
#include <string>

#include "base/random.h"
#include "support/text_states.h"
#include "support/texts.h"
#include "support/works.h"
#include "train/ngram_counts.h"

namespace pith {

using test::views_of;

namespace {

/// The piece of each byte.
std::vector<std::uint32_t> pieces_of(const Corpus& corpus) {
  std::vector<std::uint32_t> pieces;
  for (std::uint32_t p = 0; p < corpus.bytes(); ++p) pieces.push_back(corpus.piece_of(p));
  return pieces;
}

/// The hashes of the contexts that the last bytes tell: all but columns, fields and indentation.
std::vector<std::uint32_t> near_hashes(const TextState& state) {
  using enum Context;
  std::vector<std::uint32_t> hashes;
  for (const Context kind :
       {kOrder2, kOrder3, kOrder4, kOrder5, kOrder6, kOrder8, kWord, kWordPair, kWordSkip, kSkip1, kLetterClass}) {
    hashes.push_back(hash_of(kind, state));
  }
  return hashes;
}

}  // namespace

TEST_CASE("the works lie one after the other, each scanned from a new state") {
  const std::vector<std::string> works = {"one work,\n  ", "", "another\nwork", "x"};
  const Corpus corpus(views_of(works));
  const std::string whole = std::accumulate(works.begin(), works.end(), std::string());
  CHECK(corpus.bytes() == whole.size());
  std::vector<std::string> read = {};
  std::uint32_t next = 0;
  corpus.scan<false>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    REQUIRE(position == next);
    REQUIRE(byte == static_cast<std::uint8_t>(whole[position]));
    REQUIRE(corpus[position] == byte);
    if (position == 0 || position == works[0].size() || position == whole.size() - 1) read.emplace_back();
    for (int kind = 0; kind < kContextKinds; ++kind) {
      const auto context = static_cast<Context>(kind);
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

TEST_CASE("the piece of a position is the same whatever the hint") {
  Random random(3);
  const Corpus corpus(views_of(test::works_of_sentences(5, 60000, 3)));
  for (int i = 0; i < 20000; ++i) {
    const std::uint32_t position = random.below(static_cast<std::uint32_t>(corpus.bytes()));
    const std::uint32_t hint = random.below(static_cast<std::uint32_t>(corpus.pieces()));
    REQUIRE(corpus.piece_of(position, hint) == corpus.piece_of(position));
  }
}

TEST_CASE("the state at a position is that of a scan, as far as the last bytes tell") {
  std::vector<std::string> works = test::works_of_sentences(3, 3000, 5);
  works.push_back(test::random_text(2000, 6));
  const Corpus corpus(views_of(works));
  Window window(Corpus::kStateReach);
  corpus.scan<false>([&](std::uint32_t position, const TextState& state, std::uint8_t) {
    const TextState at = corpus.state_at(position, window);
    REQUIRE(at.last8() == state.last8());
    REQUIRE(near_hashes(at) == near_hashes(state));
  });
}

TEST_CASE("a scan for the last eight bytes alone sees the same of them, and contexts of them alone hash alike") {
  const std::vector<std::string> works = test::works_of_sentences(3, 400, 1);
  const Corpus corpus(test::views_of(works));
  std::vector<std::uint64_t> last8;
  std::vector<std::uint32_t> hashes;
  corpus.scan<false>([&](std::uint32_t, const TextState& state, std::uint8_t) {
    last8.push_back(state.last8());
    for (int kind = 0; kind < kContextKinds; ++kind) {
      const auto context = static_cast<Context>(kind);
      if (looks_at_last8_only(context)) hashes.push_back(hash_of(context, state));
    }
  });
  std::size_t at = 0;
  std::size_t hash_at = 0;
  Window window(Corpus::kStateReach);
  corpus.scan<true>([&](std::uint32_t position, const TextState& state, std::uint8_t) {
    REQUIRE(state.last8() == last8[at++]);
    REQUIRE(corpus.state_at(position, window, 8).last8() == state.last8());
    for (int kind = 0; kind < kContextKinds; ++kind) {
      const auto context = static_cast<Context>(kind);
      if (looks_at_last8_only(context)) REQUIRE(hash_of(context, state) == hashes[hash_at++]);
    }
  });
  CHECK(at == last8.size());
}

TEST_CASE("the state at a position does not depend on those asked for before") {
  const std::string text = test::sentences(20000, 8);
  const Corpus corpus(views_of({text}));
  Random random(8);
  Window used(Corpus::kStateReach);
  for (int i = 0; i < 2000; ++i) {
    const std::uint32_t position = random.below(static_cast<std::uint32_t>(corpus.bytes()));
    Window fresh(Corpus::kStateReach);
    const TextState a = corpus.state_at(position, used);
    const TextState b = corpus.state_at(position, fresh);
    for (int kind = 0; kind < kContextKinds; ++kind) {
      REQUIRE(hash_of(static_cast<Context>(kind), a) == hash_of(static_cast<Context>(kind), b));
    }
  }
}

TEST_CASE("a corpus may be empty") {
  const Corpus corpus({});
  CHECK(corpus.bytes() == 0);
  CHECK(corpus.pieces() == 0);
  corpus.scan<false>([](std::uint32_t, const TextState&, std::uint8_t) { FAIL("a byte of nothing"); });
}

}  // namespace pith
