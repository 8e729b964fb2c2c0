#include "train/ngrams/counts.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "support/texts.h"
#include "support/works.h"

namespace pith {

using test::views_of;

namespace {

struct PlainByte {
  std::uint32_t count = 0;
  std::set<std::uint32_t> pieces;
};
struct PlainContext {
  std::uint32_t first_position = 0;
  std::uint32_t count = 0;
  std::map<std::uint8_t, PlainByte> bytes;
};
using PlainCounts = std::map<std::uint32_t, PlainContext>;

/// What count_ngrams() is to give, counted in one map.
PlainCounts plain_counts(const Corpus& corpus, ContextKind kind, std::uint32_t least_count) {
  PlainCounts counts;
  corpus.scan<Sight::kLines>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    PlainContext& context = counts.try_emplace(hash_of(kind, state), PlainContext{position, 0, {}}).first->second;
    ++context.count;
    ++context.bytes[byte].count;
    context.bytes[byte].pieces.insert(corpus.piece_of(position));
  });
  for (auto& [hash, context] : counts) {
    std::erase_if(context.bytes, [](const auto& byte) { return byte.second.pieces.size() < 2; });
  }
  std::erase_if(counts, [&](const auto& c) { return c.second.count < least_count || c.second.bytes.empty(); });
  return counts;
}

NgramCounts counted(const Corpus& corpus, ContextKind kind, std::uint32_t least_count = 2,
                    std::size_t memory_bytes = std::size_t{1} << 30) {
  Progress progress(nullptr);
  OccurrencePartitions room(memory_bytes, corpus.bytes());
  return count_ngrams(corpus, kind, least_count, room, progress);
}

bool sorted(std::span<const CountedByte> bytes) {
  return std::ranges::is_sorted(
      bytes, [](CountedByte a, CountedByte b) { return a.count != b.count ? a.count > b.count : a.byte < b.byte; });
}

void check_equal(const NgramCounts& counts, const PlainCounts& expected) {
  REQUIRE(counts.contexts().size() == expected.size());
  auto next = expected.begin();
  for (const CountedContext& context : counts.contexts()) {
    const auto& [hash, plain] = *next++;
    REQUIRE(context.hash == hash);
    REQUIRE(context.position == plain.first_position);
    REQUIRE(context.count == plain.count);
    REQUIRE(context.length == plain.bytes.size());
    REQUIRE(sorted(counts.bytes(context)));
    for (const CountedByte& b : counts.bytes(context)) {
      REQUIRE(plain.bytes.at(static_cast<std::uint8_t>(b.byte)).count == b.count);
    }
  }
}

bool equal(const NgramCounts& a, const NgramCounts& b) {
  const auto same_byte = [](CountedByte x, CountedByte y) { return x.byte == y.byte && x.count == y.count; };
  return std::ranges::equal(a.contexts(), b.contexts(), [&](const CountedContext& x, const CountedContext& y) {
    return x.hash == y.hash && x.position == y.position && x.count == y.count &&
           std::ranges::equal(a.bytes(x), b.bytes(y), same_byte);
  });
}

/// Works of words and of noise, in which contexts are shared and not.
std::vector<std::string> mixed_works(std::uint64_t seed) {
  std::vector<std::string> works = test::works_of_sentences(6, 2500, seed);
  works.push_back(test::random_text(1500, seed));
  works.push_back(test::repeated("once more ", 200));
  works.emplace_back();
  return works;
}

template <typename Check>
void for_all_kinds(Check check) {
  for (int kind = 0; kind < kContextKinds; ++kind) {
    CAPTURE(kind);
    check(static_cast<ContextKind>(kind));
  }
}

}  // namespace

TEST_CASE("contexts of every kind are counted as in a plain map") {
  for (const std::uint64_t seed : {1U, 2U}) {
    CAPTURE(seed);
    const Corpus corpus(views_of(mixed_works(seed)));
    for_all_kinds([&](ContextKind kind) {
      for (const std::uint32_t least : {2U, 5U}) {
        CAPTURE(least);
        check_equal(counted(corpus, kind, least), plain_counts(corpus, kind, least));
      }
    });
  }
}

TEST_CASE("how much memory there is for sorting changes nothing") {
  const Corpus corpus(views_of(mixed_works(3)));
  for_all_kinds([&](ContextKind kind) {
    const NgramCounts all_at_once = counted(corpus, kind);
    for (const std::size_t memory_bytes : {0U, 8U, 1000U, 20000U, 100000U}) {
      CAPTURE(memory_bytes);
      CHECK(equal(counted(corpus, kind, 2, memory_bytes), all_at_once));
    }
  });
}

TEST_CASE("what only one piece says is not counted, however often it says it") {
  std::vector<std::string> works(Corpus::kFewPieces, "a shared line\n");
  works[5] += test::repeated("qxq7 ", 50);
  const Corpus corpus(views_of(works));
  const NgramCounts counts = counted(corpus, ContextKind::kOrder3);
  for (const CountedContext& context : counts.contexts()) {
    for (const CountedByte& b : counts.bytes(context))
      CHECK(std::string("qx7").find(static_cast<char>(b.byte)) == std::string::npos);
    const std::uint64_t last = corpus.state_at(context.position).last8();
    CHECK((last & 0xff) != 'x');
    CHECK((last & 0xff) != 'q');
  }
  CHECK(counts.contexts().size() > 5);
}

TEST_CASE("a byte that came in one piece only is dropped beside those of a shared context") {
  std::vector<std::string> works(Corpus::kFewPieces, "abc");
  works[0] = "abd";
  works[1] = "abd";
  works[2] = "abZ";
  const Corpus corpus(views_of(works));
  const NgramCounts counts = counted(corpus, ContextKind::kOrder2);
  const CountedContext* context = counts.find(hash_of(ContextKind::kOrder2, corpus.state_at(2)));
  REQUIRE(context != nullptr);
  CHECK(context->count == Corpus::kFewPieces);
  REQUIRE(context->length == 2);
  CHECK(counts.bytes(*context)[0].byte == 'c');
  CHECK(counts.bytes(*context)[0].count == Corpus::kFewPieces - 3);
  CHECK(counts.bytes(*context)[1].byte == 'd');
  CHECK(counts.bytes(*context)[1].count == 2);
}

TEST_CASE("contexts are found by their hashes, and no others") {
  const Corpus corpus(views_of(mixed_works(4)));
  const NgramCounts counts = counted(corpus, ContextKind::kOrder4);
  std::set<std::uint32_t> hashes;
  for (const CountedContext& context : counts.contexts()) {
    hashes.insert(context.hash);
    CHECK(counts.find(context.hash) == &context);
  }
  Random random(4);
  for (int i = 0; i < 20000; ++i) {
    const auto hash = static_cast<std::uint32_t>(random.next());
    CHECK((counts.find(hash) != nullptr) == hashes.contains(hash));
  }
  CHECK(counted(Corpus({}), ContextKind::kOrder4).find(0) == nullptr);
}

TEST_CASE("counting goes once through the corpus as far as progress tells") {
  const Corpus corpus(views_of(mixed_works(5)));
  for (const std::size_t memory_bytes : {std::size_t{1000}, std::size_t{1} << 30}) {
    std::atomic<std::uint64_t> done = 0;
    Progress progress(&done);
    OccurrencePartitions room(memory_bytes, corpus.bytes());
    count_ngrams(corpus, ContextKind::kWord, 2, room, progress);
    CHECK(done == corpus.bytes());
  }
}

}  // namespace pith
