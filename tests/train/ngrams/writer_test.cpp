#include "train/ngrams/writer.h"

#include <doctest/doctest.h>

#include <ctime>
#include <string>

#include "support/learnt_ngrams.h"

namespace pith {

using test::knows;
using test::random_context;
using test::view_of;

namespace {

/// Random contexts of one kind, with hashes that differ.
std::vector<LearntContext> random_contexts(ContextKind kind, std::size_t count, std::uint32_t most_successors,
                                           Random& random) {
  std::vector<LearntContext> contexts;
  for (std::size_t i = 0; i < count; ++i) {
    contexts.push_back(random_context(kind, 1 + random.below(most_successors), random));
  }
  return contexts;
}

/// A section of one table.
Bytes section_of(ContextKind kind, const std::vector<LearntContext>& contexts) {
  LearntNgrams ngrams(kContextKinds);
  ngrams[static_cast<std::size_t>(kind)] = contexts;
  return write_ngrams(test::ranks_of_every_byte(), ngrams);
}

std::size_t known(const Ngrams& ngrams, ContextKind kind, const std::vector<LearntContext>& contexts) {
  std::size_t count = 0;
  for (const LearntContext& context : contexts) count += knows(ngrams, kind, context) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("the contexts that are written are found with what followed them") {
  for (const std::size_t count : {1U, 2U, 5U, 40U, 1000U, 5000U}) {
    CAPTURE(count);
    Random random(count);
    for (const ContextKind kind :
         {ContextKind::kOrder2, ContextKind::kWordPair, ContextKind::kField, ContextKind::kSkip1}) {
      const auto contexts = random_contexts(kind, count, 6, random);
      const Bytes section = section_of(kind, contexts);
      // Lost are those that share bucket and check with another, or a bucket with too many.
      CHECK(known(Ngrams(section), kind, contexts) >= count - count / 50);
    }
  }
}

TEST_CASE("each kind of context has a table of its own, an empty one has none") {
  Random random(7);
  LearntNgrams learnt(kContextKinds);
  for (std::size_t kind = 0; kind < kContextKinds; kind += 2) {
    learnt[kind] = random_contexts(static_cast<ContextKind>(kind), 30, 4, random);
  }
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), learnt);
  const Ngrams ngrams(section);
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    CAPTURE(kind);
    const auto context = static_cast<ContextKind>(kind);
    REQUIRE(ngrams.has(context) == !learnt[kind].empty());
    if (ngrams.has(context)) CHECK(known(ngrams, context, learnt[kind]) >= 29);
  }
}

TEST_CASE("a section without contexts is read, and knows none") {
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), LearntNgrams(kContextKinds));
  const Ngrams ngrams(section);
  for (int kind = 0; kind < kContextKinds; ++kind) CHECK(!ngrams.has(static_cast<ContextKind>(kind)));
}

TEST_CASE("long gaps between ranks and a context that any byte follows are kept") {
  Random random(9);
  std::vector<LearntContext> contexts;
  for (const std::uint32_t successors : {1U, 2U, 3U, 16U, 100U, 150U}) {
    contexts.push_back(random_context(ContextKind::kOrder2, successors, random));
    for (LearntByte& s : contexts.back().successors) s.count_class = 1;
  }
  LearntContext full = random_context(ContextKind::kOrder2, 256, random);
  for (LearntByte& s : full.successors) s.count_class = 1;
  contexts.push_back(full);
  CHECK(known(Ngrams(section_of(ContextKind::kOrder2, contexts)), ContextKind::kOrder2, contexts) == contexts.size());
}

TEST_CASE("where two contexts cannot be told apart the one of more worth stays") {
  for (const bool first_is_worth_more : {false, true}) {
    Random random(11);
    LearntContext a = random_context(ContextKind::kOrder3, 3, random);
    LearntContext b = random_context(ContextKind::kOrder3, 4, random);
    b.hash = a.hash;
    a.worth = first_is_worth_more ? 2 : 1;
    b.worth = first_is_worth_more ? 1 : 2;
    const Bytes section = section_of(ContextKind::kOrder3, {a, b});
    const Ngrams ngrams(section);
    CHECK(knows(ngrams, ContextKind::kOrder3, first_is_worth_more ? a : b));
    CHECK(!knows(ngrams, ContextKind::kOrder3, first_is_worth_more ? b : a));
  }
}

TEST_CASE("a bucket that is too full loses the contexts of least worth") {
  Random random(12);
  std::vector<LearntContext> contexts;
  for (std::uint32_t i = 0; i < 500; ++i) {
    contexts.push_back(random_context(ContextKind::kOrder4, 1, random));
    contexts.back().hash = 0x5000000 + i;  // neighbours: of one bucket
    contexts.back().worth = static_cast<float>(i * 37 % 500);
  }
  const Bytes section = section_of(ContextKind::kOrder4, contexts);
  const Ngrams ngrams(section);
  std::size_t kept = 0;
  float least_kept = 500;
  for (const LearntContext& context : contexts) {
    if (!knows(ngrams, ContextKind::kOrder4, context)) continue;
    least_kept = std::min(least_kept, context.worth);
    ++kept;
  }
  CHECK(kept == NgramTable::kMaxContexts);
  CHECK(least_kept == 500 - static_cast<float>(kept));
}

TEST_CASE("a model with a single bucket, which all that is learnt falls into, costs no more time than others") {
  const ContextKind kind = ContextKind::kOrder4;
  Bytes section = section_of(kind, {});
  for (const int byte : {static_cast<int>(kind), NgramTable::kMaxCheckBits, 1, 0, 0, 0}) {
    section.push_back(static_cast<std::uint8_t>(byte));  // its kind, bits of a check, buckets
  }
  section.resize(section.size() + 4 + NgramTable::kGroupBytes + NgramTable::kPadding);  // no bytes in that bucket
  const KnownNgrams known(section);
  LearntNgrams learnt(kContextKinds);
  for (std::uint32_t hash = 0; hash < 1U << NgramTable::kMaxCheckBits; ++hash) {
    learnt[static_cast<std::size_t>(kind)].push_back(
        {.hash = hash, .ranking_byte = 0, .worth = static_cast<float>(hash), .count = 1, .successors = {{0, 0}}});
  }
  const std::clock_t start = std::clock();
  const Bytes written = write_ngrams(known.ranks(), learnt, &known);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 1);
  CHECK(KnownNgrams(written).contexts(kind).size() == NgramTable::kMaxContexts);
}

TEST_CASE("a context that is not there is hardly ever found") {
  Random random(13);
  const auto contexts = random_contexts(ContextKind::kOrder6, 20000, 3, random);
  const Bytes section = section_of(ContextKind::kOrder6, contexts);
  const Ngrams ngrams(section);
  int found = 0;
  for (int i = 0; i < 100000; ++i) {
    found += ngrams.find(ContextKind::kOrder6, static_cast<std::uint32_t>(random.next())) ? 1 : 0;
  }
  // About six contexts a bucket, checks of ten bits.
  CHECK(found < 100000 * 6 / 1024 * 3 / 2);
}

TEST_CASE("the same contexts are the same bytes, in whatever order they are given") {
  Random random(14);
  auto contexts = random_contexts(ContextKind::kOrder2, 300, 5, random);
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    contexts[i].worth = static_cast<float>(i);
    contexts[i].count = static_cast<std::uint32_t>(i);
  }
  const Bytes section = section_of(ContextKind::kOrder2, contexts);
  CHECK(section == section_of(ContextKind::kOrder2, contexts));
  std::ranges::reverse(contexts);
  CHECK(section == section_of(ContextKind::kOrder2, contexts));
}

TEST_CASE("the alphabet is the bytes of the corpus, ranked by how often each follows each") {
  const std::string text = "abababac";
  const Bytes section = alphabet_and_ranks(Corpus({view_of(text)}));
  CHECK(std::string(section.begin() + 2, section.end()) ==
        "abc"    // the alphabet
        "bca"    // after a: three b, one c
        "abc"    // after b
        "abc"    // after c: nothing, so as after any byte
        "abc");  // after any byte
  CHECK(little_endian<std::uint16_t>(section) == 3);
}

}  // namespace pith
