#include "model/ngrams/table.h"

#include <algorithm>
#include <cassert>

namespace pith {

std::size_t NgramTable::begin_of(std::uint32_t bucket) const {
  const ByteView group = index_.subspan(bucket / kGroupBuckets * std::size_t{kGroupBytes}, kGroupBytes);
  static_assert(kGroupBuckets == sizeof(std::uint64_t));
  const auto bytes = little_endian<std::uint64_t>(group.subspan(sizeof(std::uint32_t)));
  const std::uint64_t before = bytes & ((std::uint64_t{1} << (8 * (bucket % kGroupBuckets))) - 1);
  // The sum of the bytes: of pairs of them, then of these in the top 16 bits of a product.
  constexpr std::uint64_t kEven = 0x00FF00FF00FF00FF;
  const std::uint64_t pairs = (before & kEven) + (before >> 8 & kEven);
  return little_endian<std::uint32_t>(group) + (pairs * 0x0001000100010001 >> 48);
}

NgramTable::Bucket NgramTable::bucket_at(std::uint32_t bucket) const {
  const std::uint64_t bit = begin_of(bucket) * std::uint64_t{8};
  const std::uint64_t end = bit + bytes_of(bucket) * std::uint64_t{8};
  const auto contexts = static_cast<int>(bits_at(bit) & kMaxContexts);
  const std::uint64_t checks = bit + kSizeBits;
  const std::uint64_t lists = checks + static_cast<std::uint64_t>(contexts * check_bits_);
  return {lists <= end ? contexts : 0, checks, lists, end};
}

std::optional<std::uint64_t> NgramTable::find(std::uint32_t hash) const {
  const Bucket bucket = bucket_at(bucket_of(hash));
  const std::uint32_t check = check_of(hash, check_bits_);
  std::uint64_t bit = bucket.checks;
  int found = 0;
  while (found < bucket.contexts && (bits_at(bit) & check_mask()) != check) {
    bit += static_cast<std::uint64_t>(check_bits_);
    ++found;
  }
  if (found == bucket.contexts) return std::nullopt;
  return place_of(pass(bucket.lists, bucket.end, found), bucket.end);
}

std::uint64_t NgramTable::pass(std::uint64_t bit, std::uint64_t end, int lists) const {
  assert(bit <= end);
  while (lists > 0 && bit < end) {
    std::uint64_t bits = bits_at(bit);
    for (int left = kBitsAtOnce; lists > 0 && left >= SuccessorCode::kMostBits;) {
      const SuccessorCode::Passed passed = code_->pass(bits);
      bits >>= passed.bits;
      bit += static_cast<std::uint64_t>(passed.bits);
      left -= passed.bits;
      lists -= passed.ends ? 1 : 0;
    }
  }
  return std::min(bit, end);
}

std::span<const Successor> NgramTable::successors(std::uint64_t place, Successors& room) const {
  std::size_t count = 0;
  for_each_successor(place, [&](std::uint32_t rank, std::uint32_t count_class) {
    room[count++] = {static_cast<std::uint16_t>(rank), static_cast<std::uint8_t>(count_class)};
  });
  return std::span(room).first(count);
}

void NgramTable::for_each_context(std::uint32_t bucket, const Visitor& visit) const {
  assert(bucket < buckets_);
  const Bucket where = bucket_at(bucket);
  std::uint64_t list = where.lists;
  Successors room;
  for (int i = 0; i < where.contexts; ++i) {
    const auto check =
        static_cast<std::uint32_t>(bits_at(where.checks + static_cast<std::uint64_t>(i * check_bits_)) & check_mask());
    visit(check, successors(place_of(list, where.end), room));
    list = pass(list, where.end, 1);
  }
}

}  // namespace pith
