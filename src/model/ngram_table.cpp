#include "model/ngram_table.h"

#include <numeric>

namespace pith {

SuccessorRanks::SuccessorRanks(ByteView alphabet, ByteView ranks) : size_(alphabet.size()), ranks_(ranks) {
  row_.fill(static_cast<std::uint16_t>(size_));
  for (std::size_t i = 0; i < size_; ++i) {
    row_[alphabet[i]] = static_cast<std::uint16_t>(i);
  }
}

std::uint64_t NgramTable::begin_of(std::uint32_t bucket) const {
  const ByteView group = index_.subspan(group_of(bucket) * std::size_t{kGroupBytes}, kGroupBytes);
  const ByteView before = group.subspan(sizeof(std::uint32_t), bucket % kGroupBuckets);
  return std::accumulate(before.begin(), before.end(), std::uint64_t{little_endian<std::uint32_t>(group)});
}

std::optional<std::uint64_t> NgramTable::find(std::uint32_t hash, const CountClassCodes& classes) const {
  BitReader bits(data_, begin_of(bucket_of(hash)) * 8);
  const auto contexts = static_cast<int>(bits.take(kSizeBits));
  const std::uint32_t check = hash & ((1u << check_bits_) - 1);
  int found = 0;
  while (found < contexts && bits.peek(check_bits_) != check) {
    bits.skip(check_bits_);
    ++found;
    if (past_end(bits)) return std::nullopt;
  }
  if (found == contexts) return std::nullopt;
  bits.skip(check_bits_ * (contexts - found));
  for (int i = 0; i < found; ++i) {
    skip_list(bits, classes);
  }
  return bits.position();
}

void NgramTable::skip_list(BitReader& bits, const CountClassCodes& classes) const {
  std::size_t count_class = kCountClasses;
  while (!past_end(bits) && gaps_.decode(bits) != 0) {
    count_class = classes[count_class].decode(bits);
  }
}

int NgramTable::successors(std::uint64_t bit, const CountClassCodes& classes, ByteView ranked,
                           std::array<Successor, kMaxSuccessors>& list) const {
  BitReader bits(data_, bit);
  std::size_t count_class = kCountClasses;
  std::size_t rank = 0;
  int length = 0;
  while (!past_end(bits)) {
    const std::uint32_t gap = gaps_.decode(bits);
    rank += gap;
    if (gap == 0 || rank > ranked.size()) break;
    count_class = classes[count_class].decode(bits);
    list[length++] = {ranked[rank - 1], static_cast<std::uint8_t>(count_class)};
  }
  return length;
}

}  // namespace pith
