#include "train/ngrams/known_ngrams.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "support/counted_corpora.h"
#include "support/errors.h"
#include "support/learnt_ngrams.h"
#include "support/works.h"
#include "train/ngrams/selection.h"
#include "train/ngrams/training.h"

namespace pith {

using test::views_of;

namespace {

constexpr std::size_t kRoom = std::size_t{1} << 24;

LearntNgrams random_ngrams(std::uint64_t seed) {
  Random random(seed);
  LearntNgrams learnt(kContextKinds);
  for (const ContextKind kind :
       {ContextKind::kOrder2, ContextKind::kWordPair, ContextKind::kField, ContextKind::kSkip1}) {
    for (int i = 0; i < 500; ++i) {
      learnt[static_cast<std::size_t>(kind)].push_back(test::random_context(kind, 1 + random.below(9), random));
    }
  }
  return learnt;
}

/// A section of what `known` knows alone.
Bytes rewritten(const KnownNgrams& known) { return write_ngrams(known.ranks(), LearntNgrams(kContextKinds), &known); }

std::array<std::uint32_t, 256> counts_of(std::span<const CountedByte> bytes) {
  std::array<std::uint32_t, 256> counts{};
  for (const CountedByte& b : bytes) counts[b.byte] += b.count;
  return counts;
}

/// 2^class, as a model keeps it.
std::uint32_t kept(std::uint32_t count) {
  return count == 0 ? 0 : 1U << std::lround(std::log2(static_cast<double>(count)));
}

bool is_sum(const std::array<std::uint32_t, 256>& sum, const std::array<std::uint32_t, 256>& a,
            const std::array<std::uint32_t, 256>& b) {
  for (std::size_t i = 0; i < sum.size(); ++i) {
    if (sum[i] != kept(a[i] + b[i])) return false;
  }
  return true;
}

/// What a model learnt from the works of `old_seed`, and one that went on with the works of `new_seed`.
struct Continued {
  std::vector<std::string> old_works;
  std::vector<std::string> new_works;
  Corpus corpus{views_of(new_works)};
  Bytes old_section = test::ngrams_of(Corpus(views_of(old_works)), kRoom);
  KnownNgrams known{old_section};
  WeighedCounts counts = test::weighed(corpus);
};

}  // namespace

TEST_CASE("what is read back of a section is what was written") {
  const LearntNgrams learnt = random_ngrams(1);
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), learnt);
  const KnownNgrams known(section);
  CHECK(std::ranges::equal(known.ranks(), test::ranks_of_every_byte()));
  const Ngrams ngrams(section);
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    CHECK(known.has(context_kind) == ngrams.has(context_kind));
    for (const LearntContext& context : learnt[kind]) {
      const KnownContext* found = known.find(context_kind, context.hash);
      CHECK((found != nullptr) == ngrams.find(context_kind, context.hash).has_value());
      if (found == nullptr || !test::knows(ngrams, context_kind, context)) continue;
      std::array<std::uint32_t, 256> counts{};
      for (const LearntByte& s : context.successors) counts[s.byte] = 1U << s.count_class;
      CHECK(counts_of(known.bytes(*found, context.ranking_byte)) == counts);
    }
  }
}

TEST_CASE("what a section can make of its bytes when it is read back is bounded") {
  // Lists without an end, in buckets of 0 bytes and of as few as a context takes.
  Bytes section = test::ranks_of_every_byte();
  Bytes lengths(SuccessorCode::kSymbols);
  lengths[SuccessorCode::symbol(1, 0)] = 1;
  section.insert(section.end(), lengths.begin(), lengths.end());
  constexpr std::uint32_t kBuckets = 8000;
  section.insert(section.end(), {static_cast<std::uint8_t>(ContextKind::kOrder2), 0});
  append_little_endian(section, kBuckets);
  append_little_endian(section, std::uint32_t{2 * kBuckets / 8});
  for (std::uint32_t group = 0; group < kBuckets / 8; ++group) {
    append_little_endian(section, 2 * group);
    section.insert(section.end(), {0, 0, 0, 2, 0, 0, 0, 0});
  }
  for (std::uint32_t group = 0; group < kBuckets / 8; ++group) section.insert(section.end(), {31, 255});
  section.resize(section.size() + NgramTable::kPadding);
  const KnownNgrams known(section);
  const std::span<const KnownContext> contexts = known.contexts(ContextKind::kOrder2);
  CHECK(contexts.size() == kBuckets / 8);
  CHECK(std::ranges::all_of(contexts, [](const KnownContext& c) { return c.bucket % 8 == 3 && c.length == 11; }));
}

TEST_CASE("of contexts with the same check the first is read back, if anything followed it") {
  Bytes section = test::ranks_of_every_byte();
  Bytes lengths(SuccessorCode::kSymbols);
  lengths[SuccessorCode::kEnd] = 1;
  lengths[SuccessorCode::symbol(1, 3)] = 1;
  section.insert(section.end(), lengths.begin(), lengths.end());
  section.insert(section.end(), {static_cast<std::uint8_t>(ContextKind::kOrder2), 0, 2, 0, 0, 0, 4, 0, 0, 0});
  section.insert(section.end(), {0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0});
  section.insert(section.end(), {2 | 0b101 << 5, 0b01});  // 2 contexts of no check: one byte after it, two bytes
  section.insert(section.end(), {2 | 0b110 << 5, 0});     // none, two
  section.resize(section.size() + NgramTable::kPadding);
  const KnownNgrams known(section);
  REQUIRE(known.contexts(ContextKind::kOrder2).size() == 1);
  CHECK(known.contexts(ContextKind::kOrder2)[0].bucket == 0);
  CHECK(known.contexts(ContextKind::kOrder2)[0].count == 8);
}

TEST_CASE("what was read back can be written again") {
  const LearntNgrams learnt = random_ngrams(2);
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), learnt);
  const Bytes again = rewritten(KnownNgrams(section));
  CHECK(again.size() == section.size());
  const Ngrams before(section);
  const Ngrams after(again);
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    for (const LearntContext& context : learnt[kind]) {
      CHECK(test::knows(before, context_kind, context) == test::knows(after, context_kind, context));
    }
  }
  CHECK(rewritten(KnownNgrams(again)) == again);
}

TEST_CASE("a context of both has the sum of its counts, and no other is lost") {
  const Continued both{test::works_of_sentences(8, 3000, 1), test::works_of_sentences(8, 3000, 2)};
  const Bytes section = select_ngrams(both.corpus, both.counts, kRoom, &both.known);
  const KnownNgrams after(section);
  std::size_t merged = 0;
  std::size_t sums = 0;
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    if (!both.known.has(context_kind)) continue;
    for (const KnownContext& context : both.known.contexts(context_kind)) {
      const bool stays = std::ranges::any_of(after.contexts(context_kind), [&](const KnownContext& c) {
        return c.bucket == context.bucket && c.check == context.check && c.count >= context.count / 2;
      });
      REQUIRE(stays);
    }
    for (const CountedContext& context : both.counts[context_kind].contexts()) {
      const KnownContext* old = both.known.find(context_kind, context.hash);
      if (old == nullptr) continue;
      const std::uint8_t last = context.position == 0 ? std::uint8_t{0} : both.corpus[context.position - 1];
      const std::uint32_t ranking = ranking_byte(context_kind, last);
      const KnownContext* now = after.find(context_kind, context.hash);
      REQUIRE(now != nullptr);
      ++merged;
      sums += is_sum(counts_of(after.bytes(*now, ranking)), counts_of(both.known.bytes(*old, ranking)),
                     counts_of(both.counts[context_kind].bytes(context)))
                  ? 1
                  : 0;
    }
  }
  CHECK(merged > 1000);
  CHECK(sums > merged * 97 / 100);  // a few share bucket and check
}

TEST_CASE("new contexts fill what is left, the best first") {
  const Continued both{test::works_of_sentences(8, 3000, 3), test::works_of_sentences(40, 3000, 4)};
  const std::size_t least = rewritten(both.known).size();
  CHECK(select_ngrams(both.corpus, both.counts, least, &both.known).size() <= least);
  CHECK(test::error_of([&] { select_ngrams(both.corpus, both.counts, least - 1, &both.known); }) == "kUsage");
  std::size_t known_before = test::contexts_known(both.counts.all(), Ngrams(both.old_section));
  for (const std::size_t extra : {2000U, 8000U, 32000U}) {
    const Bytes section = select_ngrams(both.corpus, both.counts, least + extra, &both.known);
    CHECK(section.size() <= least + extra);
    CHECK(section.size() > least + extra / 2);
    const std::size_t known = test::contexts_known(both.counts.all(), Ngrams(section));
    CHECK(known > known_before);
    known_before = known;
  }
}

TEST_CASE("bytes outside the alphabet are not learnt") {
  std::vector<std::string> foreign(8);
  for (std::string& work : foreign) {
    for (int i = 0; i < 200; ++i) work += "the river \x01\x02 was the man ";
  }
  const Continued both{test::works_of_sentences(4, 3000, 5), foreign};
  REQUIRE(!both.known.has_byte(1));
  const Bytes section = select_ngrams(both.corpus, both.counts, kRoom, &both.known);
  CHECK(std::ranges::equal(KnownNgrams(section).ranks(), both.known.ranks()));
  CHECK(section.size() > both.old_section.size());
}

}  // namespace pith
