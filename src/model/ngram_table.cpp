#include "model/ngram_table.h"

#include <numeric>

namespace pith {

std::size_t NgramTable::begin_of(std::uint32_t bucket) const {
  const ByteView group = index_.subspan(bucket / kGroupBuckets * std::size_t{kGroupBytes}, kGroupBytes);
  const ByteView before = group.subspan(sizeof(std::uint32_t), bucket % kGroupBuckets);
  return std::accumulate(before.begin(), before.end(), std::size_t{little_endian<std::uint32_t>(group)});
}

NgramTable::Bucket NgramTable::bucket_at(std::uint32_t bucket) const {
  const std::uint64_t bit = begin_of(bucket) * std::uint64_t{8};
  const auto contexts = static_cast<int>(bits_at(bit) & kMaxContexts);
  const std::uint64_t checks = bit + kSizeBits;
  const std::uint64_t lists = checks + static_cast<std::uint64_t>(contexts * check_bits_);
  if (lists > (data_.size() - kPadding) * std::uint64_t{8}) return {0, checks, checks};
  return {contexts, checks, lists};
}

std::optional<std::uint64_t> NgramTable::find(std::uint32_t hash) const {
  const Bucket bucket = bucket_at(bucket_of(hash));
  const std::uint32_t check = hash & check_mask();
  std::uint64_t bit = bucket.checks;
  int found = 0;
  while (found < bucket.contexts && (bits_at(bit) & check_mask()) != check) {
    bit += static_cast<std::uint64_t>(check_bits_);
    ++found;
  }
  if (found == bucket.contexts) return std::nullopt;
  bit = bucket.lists;
  for (int i = 0; i < found; ++i) {
    bit = decode(bit, [](std::uint32_t, std::uint32_t) {});
  }
  return bit;
}

std::span<const Successor> NgramTable::successors(std::uint64_t place, Successors& room) const {
  std::size_t count = 0;
  decode(place, [&](std::uint32_t rank, std::uint32_t count_class) {
    room[count++] = {static_cast<std::uint16_t>(rank), static_cast<std::uint8_t>(count_class)};
  });
  return std::span(room).first(count);
}

void NgramTable::for_each_context(std::uint32_t bucket, const Visitor& visit) const {
  const Bucket where = bucket_at(bucket);
  std::uint64_t list = where.lists;
  Successors room;
  for (int i = 0; i < where.contexts; ++i) {
    const auto check =
        static_cast<std::uint32_t>(bits_at(where.checks + static_cast<std::uint64_t>(i * check_bits_)) & check_mask());
    visit(check, successors(list, room));
    list = decode(list, [](std::uint32_t, std::uint32_t) {});
  }
}

}  // namespace pith
