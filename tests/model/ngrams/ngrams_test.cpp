#include "model/ngrams/ngrams.h"

#include <doctest/doctest.h>

#include "support/errors.h"
#include "support/learnt_ngrams.h"
#include "support/models.h"

namespace pith {

namespace {

/// A section with tables of several kinds.
Bytes some_section(std::uint64_t seed, std::size_t contexts = 40) {
  Random random(seed);
  LearntNgrams learnt(kContextKinds);
  for (const ContextKind kind :
       {ContextKind::kOrder2, ContextKind::kOrder8, ContextKind::kWordPair, ContextKind::kIndentedWord}) {
    for (std::size_t i = 0; i < contexts; ++i) {
      learnt[static_cast<std::size_t>(kind)].push_back(test::random_context(kind, 1 + random.below(20), random));
    }
  }
  return write_ngrams(test::ranks_of_every_byte(), learnt);
}

std::string error_in(ByteView section) {
  return test::error_of([&] { Ngrams{section}; });
}

/// Asks all tables for random contexts and recalls what is found; how many were.
int ask(const Ngrams& ngrams, std::uint64_t seed, int times) {
  Random random(seed);
  int found = 0;
  for (int i = 0; i < times; ++i) {
    const auto kind = static_cast<ContextKind>(random.below(kContextKinds));
    if (!ngrams.has(kind)) continue;
    const auto hash = static_cast<std::uint32_t>(random.next());
    ngrams.prefetch_index(kind, hash);
    ngrams.prefetch_bucket(kind, hash);
    const Ngrams::Place place = ngrams.find(kind, hash);
    if (!place) continue;
    ++found;
    test::NibbleHistories histories{};
    const std::uint32_t half = random.below(2) == 0 ? 0 : 16 + random.below(16);
    Ngrams::SuccessorList successors;
    ngrams.recall(kind, *place, static_cast<std::uint8_t>(random.below(256)), half, successors, histories.data());
    for (const std::uint8_t h : histories) REQUIRE(h < bit_history::kMachine.size);
  }
  return found;
}

constexpr std::size_t kRanksBytes = 2 + 256 + 257 * 256;
constexpr std::size_t kCodeEnd = kRanksBytes + SuccessorCode::kSymbols;

}  // namespace

TEST_CASE("the shortest section has no tables") {
  const Bytes section = test::smallest_ngrams();
  const Ngrams ngrams(section);
  for (int kind = 0; kind < kContextKinds; ++kind) CHECK(!ngrams.has(static_cast<ContextKind>(kind)));
}

TEST_CASE("a section cut anywhere but between tables is refused") {
  const Bytes section = some_section(1);
  CHECK(error_in(section) == "no error");
  int whole = 0;
  for (std::size_t length = kCodeEnd - 10; length < section.size(); ++length) {
    CAPTURE(length);
    const std::string error = error_in(ByteView(section).first(length));
    REQUIRE((error == "no error" || error == "kDamaged"));
    whole += error == "no error" ? 1 : 0;
  }
  CHECK(whole == 4);  // after none to three of the four tables
  for (std::size_t length = 0; length < kCodeEnd; length += 1 + length / 20) {
    REQUIRE(error_in(ByteView(section).first(length)) == "kDamaged");
  }
}

TEST_CASE("an alphabet of no or too many bytes, and a code that is none, are refused") {
  for (const int size : {0, 257, 65535}) {
    Bytes section = some_section(2);
    section[0] = static_cast<std::uint8_t>(size);
    section[1] = static_cast<std::uint8_t>(size >> 8);
    CHECK(error_in(section) == "kDamaged");
  }
  Bytes section = some_section(2);
  section[kRanksBytes] ^= 1;
  CHECK(error_in(section) == "kDamaged");
}

TEST_CASE("tables of unknown kinds, out of order or twice are refused") {
  const Bytes section = some_section(3);
  for (const int kind : {kContextKinds, 255}) {
    Bytes changed = section;
    changed[kCodeEnd] = static_cast<std::uint8_t>(kind);
    CHECK(error_in(changed) == "kDamaged");
  }
  Bytes twice = section;
  twice.insert(twice.end(), section.begin() + kCodeEnd, section.end());
  CHECK(error_in(twice) == "kDamaged");
}

TEST_CASE("a table of no buckets, too long checks or buckets out of place is refused") {
  const Bytes section = some_section(4);
  const auto with = [&](std::size_t at, std::uint8_t byte) {
    Bytes changed = section;
    changed[kCodeEnd + at] = byte;
    return error_in(changed);
  };
  CHECK(with(1, NgramTable::kMaxCheckBits + 1) == "kDamaged");
  CHECK(with(1, 255) == "kDamaged");
  CHECK(with(2, 0) == "kDamaged");                            // buckets: fewer than 256
  CHECK(with(5, 255) == "kDamaged");                          // far more than there are bytes
  CHECK(with(6, section[kCodeEnd + 6] ^ 1) == "kDamaged");    // bytes of data
  CHECK(with(10, 1) == "kDamaged");                           // where the first group begins
  CHECK(with(14, section[kCodeEnd + 14] ^ 1) == "kDamaged");  // bytes of the first bucket
}

TEST_CASE("histories that training says nothing about stay as they are") {
  Random random(5);
  LearntNgrams learnt(kContextKinds);
  LearntContext context = test::random_context(ContextKind::kOrder3, 1, random);
  context.successors = {{.byte = 0x61, .count_class = 3}};
  learnt[static_cast<std::size_t>(ContextKind::kOrder3)] = {context};
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), learnt);
  const Ngrams ngrams(section);
  const Ngrams::Place place = ngrams.find(ContextKind::kOrder3, context.hash);
  REQUIRE(place);
  const auto last = static_cast<std::uint8_t>(context.ranking_byte);
  test::NibbleHistories first;
  first.fill(99);
  Ngrams::SuccessorList successors;
  ngrams.recall(ContextKind::kOrder3, *place, last, 0, successors, first.data());
  // 6 is 0110: nodes 1, 10, 101, 1011 of the tree.
  const auto zeros = typical_history(8, 0);
  const auto ones = typical_history(0, 8);
  CHECK(first == test::NibbleHistories{zeros, ones, 99, 99, ones, 99, 99, 99, 99, 99, zeros, 99, 99, 99, 99});
  test::NibbleHistories other;
  other.fill(99);
  ngrams.recall(ContextKind::kOrder3, *place, last, 0x17, successors, other.data());
  CHECK(std::ranges::count(other, 99) == 15);
}

TEST_CASE("what is kept from one context does not show in another, with few successors or many") {
  Random random(8);
  LearntNgrams learnt(kContextKinds);
  auto& contexts = learnt[static_cast<std::size_t>(ContextKind::kOrder3)];
  for (std::uint32_t i = 0; i < 8; ++i) {
    contexts.push_back(test::random_context(ContextKind::kOrder3, i % 2 == 0 ? 200 : 5, random));
  }
  const Bytes section = write_ngrams(test::ranks_of_every_byte(), learnt);
  const Ngrams ngrams(section);
  Ngrams::SuccessorList successors;
  for (const LearntContext& context : contexts) {
    CHECK(test::knows(ngrams, ContextKind::kOrder3, context, successors));
    test::NibbleHistories histories{};
    const auto last = static_cast<std::uint8_t>(context.ranking_byte);
    ngrams.recall(ContextKind::kOrder3, *ngrams.find(ContextKind::kOrder3, context.hash), last, 0, successors,
                  histories.data());
  }
}

TEST_CASE("ngrams can be moved") {
  const Bytes section = some_section(6);
  Ngrams from(section);
  const int found = ask(from, 6, 20000);
  const Ngrams to = std::move(from);
  CHECK(ask(to, 6, 20000) == found);
}

TEST_CASE("a damaged section is refused, or answers within its bounds") {
  const Bytes section = some_section(7);
  int read = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    // In memory of its own size, so that a sanitizer sees a byte too far.
    Bytes damaged(section);
    for (std::uint32_t flips = 1 + random.below(4); flips > 0; --flips) {
      const std::size_t at = kCodeEnd + random.below(static_cast<std::uint32_t>(section.size() - kCodeEnd));
      damaged[at] = static_cast<std::uint8_t>(random.below(256));
    }
    damaged.shrink_to_fit();
    try {
      const Ngrams ngrams(damaged);
      ++read;
      ask(ngrams, seed, 300);
    } catch (const Error& error) {
      CHECK(test::name_of(error.code()) == "kDamaged");
    }
  }
  CHECK(read > 100);
}

TEST_CASE("buckets of random bytes answer within their bounds") {
  const Bytes section = some_section(8, 400);
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Bytes noise(section.begin(), section.begin() + kCodeEnd);
    noise.push_back(static_cast<std::uint8_t>(random.below(kContextKinds)));
    noise.push_back(static_cast<std::uint8_t>(random.below(NgramTable::kMaxCheckBits + 1)));
    const std::uint32_t groups = 1 + random.below(20);
    append_little_endian(noise, groups * NgramTable::kGroupBuckets - random.below(NgramTable::kGroupBuckets));
    const std::size_t length_at = noise.size();
    append_little_endian(noise, std::uint32_t{0});
    std::uint32_t begin = 0;
    for (std::uint32_t group = 0; group < groups; ++group) {
      append_little_endian(noise, begin);
      for (int bucket = 0; bucket < NgramTable::kGroupBuckets; ++bucket) {
        noise.push_back(static_cast<std::uint8_t>(random.below(random.below(8) == 0 ? 256 : 12)));
        begin += noise.back();
      }
    }
    for (std::size_t i = 0; i < 4; ++i) noise[length_at + i] = static_cast<std::uint8_t>(begin >> 8 * i);
    for (std::size_t i = 0; i < begin + NgramTable::kPadding; ++i) {
      noise.push_back(static_cast<std::uint8_t>(random.below(256)));
    }
    noise.shrink_to_fit();
    ask(Ngrams(noise), seed, 2000);
  }
}

}  // namespace pith
