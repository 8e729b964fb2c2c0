#include "train/ngrams/occurrences.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

struct PlainOccurrence {
  std::uint32_t hash;
  std::uint8_t byte;
};

/// Hashes of which some come often and many once; their positions are their places.
std::vector<PlainOccurrence> mixed(std::size_t count, std::uint32_t hashes, std::uint64_t seed) {
  Random random(seed);
  std::vector<PlainOccurrence> all;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t number = random.below(2) == 0 ? random.below(hashes) : random.below(10);
    all.push_back({number * 0x9E3779B1U, static_cast<std::uint8_t>(random.below(256))});
  }
  return all;
}

/// Collects all partitions, in as many rounds as it takes, and returns their occurrences, with the hashes whole.
std::vector<std::pair<std::uint32_t, Occurrence>> sorted(const std::vector<PlainOccurrence>& all,
                                                         std::size_t memory_bytes, std::size_t least_count) {
  OccurrencePartitions partitions(memory_bytes, all.size());
  OccurrenceSorter sorter;
  std::vector<std::pair<std::uint32_t, Occurrence>> result;
  std::size_t seen = 0;
  for (std::uint32_t first = 0; first < OccurrencePartitions::kPartitions; first = partitions.end()) {
    partitions.begin(first);
    for (std::uint32_t i = 0; i < all.size(); ++i) partitions.add(all[i].hash, all[i].byte, i);
    REQUIRE(partitions.end() > first);
    for (std::uint32_t p = first; p < partitions.end(); ++p) {
      seen += sorter.sort(partitions, p, least_count, [&](std::span<const Occurrence> occurrences) {
        for (const Occurrence o : occurrences) result.emplace_back(p << 24 | low_hash(o), o);
      });
    }
  }
  CHECK(seen == all.size());
  return result;
}

/// By hash, and by position where that is the same.
bool in_order(const std::vector<std::pair<std::uint32_t, Occurrence>>& occurrences) {
  return std::ranges::is_sorted(occurrences, {},
                                [](const auto& o) { return std::pair(o.first, position_of(o.second)); });
}

}  // namespace

TEST_CASE("occurrences come sorted by hash and in order, whatever the memory") {
  for (const std::uint32_t hashes : {1U, 100U, 100000U}) {
    CAPTURE(hashes);
    const auto all = mixed(50000, hashes, hashes);
    for (const std::size_t memory_bytes : {std::size_t{0}, std::size_t{100000}, std::size_t{1} << 30}) {
      CAPTURE(memory_bytes);
      const auto result = sorted(all, memory_bytes, 1);
      REQUIRE(result.size() == all.size());
      CHECK(in_order(result));
      for (const auto& [hash, o] : result) {
        REQUIRE(hash == all[position_of(o)].hash);
        REQUIRE(byte_of(o) == all[position_of(o)].byte);
      }
    }
  }
}

TEST_CASE("hashes that occur too seldom may be left out, but no others") {
  const auto all = mixed(50000, 100000, 7);
  std::map<std::uint32_t, std::size_t> counts;
  for (const PlainOccurrence& o : all) ++counts[o.hash];
  const auto result = sorted(all, std::size_t{1} << 30, 3);
  CHECK(in_order(result));
  CHECK(result.size() < all.size());
  std::map<std::uint32_t, std::size_t> found;
  for (const auto& [hash, o] : result) ++found[hash];
  for (const auto& [hash, count] : counts) {
    if (count >= 3) REQUIRE(found[hash] == count);
  }
}

}  // namespace pith
