#include "model/ngrams/table.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "train/ngrams/bit_writer.h"

namespace pith {

namespace {

/// A code in which the end of a list is 0, "the next rank, once" is 10 and "a long gap" 11.
SuccessorCode code_with_end() {
  Bytes lengths(SuccessorCode::kSymbols);
  lengths[SuccessorCode::kEnd] = 1;
  lengths[SuccessorCode::symbol(1, 0)] = 2;
  lengths[SuccessorCode::symbol(16, 0)] = 2;
  return SuccessorCode(*PrefixCode::from_lengths(lengths));
}

/// A code in which all bits are "the next rank, once": lists have no end.
SuccessorCode code_without_end() {
  Bytes lengths(SuccessorCode::kSymbols);
  lengths[SuccessorCode::symbol(1, 0)] = 1;
  return SuccessorCode(*PrefixCode::from_lengths(lengths));
}

/// A table of one group of buckets, whose checks have 2 bits.
class TableOf {
 public:
  TableOf(SuccessorCode code, const std::vector<Bytes>& buckets) : code_(std::move(code)) {
    index_.resize(NgramTable::kGroupBytes);
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      index_[sizeof(std::uint32_t) + i] = static_cast<std::uint8_t>(buckets[i].size());
      data_.insert(data_.end(), buckets[i].begin(), buckets[i].end());
    }
    data_.resize(data_.size() + NgramTable::kPadding);
  }

  NgramTable table() const { return {NgramTable::kGroupBuckets, kCheckBits, code_, index_, data_}; }

  /// The ranks of what followed the context of a bucket and check; -1 if it is not known.
  std::vector<int> ranks(std::uint32_t bucket, std::uint32_t check) const {
    const auto place = table().find(bucket << 29 | check);
    if (!place) return {-1};
    std::vector<int> ranks;
    table().for_each_successor(*place,
                               [&](std::uint32_t rank, std::uint32_t) { ranks.push_back(static_cast<int>(rank)); });
    return ranks;
  }

  /// The same by for_each_context(), for each context of a bucket.
  std::vector<std::vector<int>> all_ranks(std::uint32_t bucket) const {
    std::vector<std::vector<int>> all;
    table().for_each_context(bucket, [&](std::uint32_t, std::span<const Successor> successors) {
      all.emplace_back();
      for (const Successor& s : successors) all.back().push_back(s.rank);
    });
    return all;
  }

  static constexpr int kCheckBits = 2;

 private:
  SuccessorCode code_;
  Bytes index_;
  Bytes data_;
};

/// A bucket of contexts with the checks 0, 1 ..., then `lists` as bits, the first one first.
Bytes bucket_of(std::uint32_t contexts, const std::string& lists) {
  BitWriter bits;
  bits.put(contexts, NgramTable::kSizeBits);
  for (std::uint32_t check = 0; check < contexts; ++check) bits.put(check, TableOf::kCheckBits);
  for (const char bit : lists) bits.put(bit == '1' ? 1 : 0, 1);
  return bits.finish();
}

using Ranks = std::vector<int>;

}  // namespace

TEST_CASE("the lists of a bucket are read up to their ends") {
  const TableOf table(code_with_end(), {bucket_of(3,
                                                  "10100"
                                                  "0"
                                                  "11110000000"),
                                        bucket_of(1, "100")});
  CHECK(table.ranks(0, 0) == Ranks{0, 1});
  CHECK(table.ranks(0, 1).empty());
  CHECK(table.ranks(0, 2) == Ranks{3});
  CHECK(table.ranks(0, 3) == Ranks{-1});
  CHECK(table.ranks(1, 0) == Ranks{0});
  CHECK(table.all_ranks(0) == std::vector<Ranks>{{0, 1}, {}, {3}});
}

TEST_CASE("a list without an end ends with its bucket, and no list follows it") {
  const Bytes endless = {2, 0, 0};  // 2 contexts of check 0, of which the first counts, and 15 bits of lists
  const Bytes two = bucket_of(2, "000000000000000");
  const TableOf table(code_without_end(), {two, Bytes(200), endless});
  CHECK(table.ranks(0, 0).size() == two.size() * 8 - 9);
  CHECK(table.ranks(0, 1).empty());
  CHECK(table.ranks(2, 0).size() == 15);
  CHECK(table.all_ranks(0) == std::vector<Ranks>{table.ranks(0, 0), {}});
}

TEST_CASE("a successor that its bucket cuts is none") {
  const TableOf in_code(code_with_end(), {bucket_of(1,
                                                    "100"
                                                    "000000"),
                                          bucket_of(1,
                                                    "10101010"
                                                    "1"),
                                          Bytes(1)});
  CHECK(in_code.ranks(0, 0) == Ranks{0});
  CHECK(in_code.ranks(1, 0) == Ranks{0, 1, 2, 3});
  const TableOf in_gap(code_with_end(), {bucket_of(1,
                                                   "10"
                                                   "1111111"),
                                         Bytes(9)});
  CHECK(in_gap.ranks(0, 0) == Ranks{0});
}

TEST_CASE("a bucket too short for its checks has no contexts") {
  for (const unsigned contexts : {2U, 31U}) {
    const TableOf table(code_without_end(), {Bytes{static_cast<std::uint8_t>(contexts)}, Bytes(100)});
    CHECK(table.ranks(0, 0) == Ranks{-1});
    CHECK(table.all_ranks(0).empty());
  }
}

TEST_CASE("a bucket of no bytes has no contexts, whatever follows it") {
  const TableOf table(code_without_end(), {Bytes(), bucket_of(1, "111"), Bytes()});
  for (const std::uint32_t bucket : {0U, 2U, 7U}) {
    CHECK(table.ranks(bucket, 0) == Ranks{-1});
    CHECK(table.all_ranks(bucket).empty());
  }
}

}  // namespace pith
