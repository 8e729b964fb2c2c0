#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "model/ngrams/successor_code.h"

namespace pith {

/// What followed a context in training: a byte, known by its rank, and how often it did.
struct Successor {
  std::uint16_t rank;        ///< among the bytes after the last byte, 0 = the likeliest
  std::uint8_t count_class;  ///< it came about 2^count_class times, below kCountClasses
};
/// The most successors a context has: every byte.
inline constexpr int kMaxSuccessors = 256;

/// The n-grams of one kind of context, as they lie in a model file: buckets of contexts, told apart by a check, each
/// with its successors. docs/format/NGRAMS.md defines the bytes.
class NgramTable {
 public:
  static constexpr int kGroupBuckets = 8;
  static constexpr int kGroupBytes = 12;  ///< u32 where the group begins, then the bytes of each bucket
  static constexpr int kSizeBits = 5;     ///< contexts in a bucket
  static constexpr int kMaxContexts = (1 << kSizeBits) - 1;
  static constexpr int kMaxCheckBits = 16;
  static constexpr int kMaxBucketBytes = 255;

  /// Bytes after the last bucket, so that no more than those are read whatever the buckets hold.
  static constexpr std::size_t kPadding = 16;

  // Where a table has the context `hash`: its bucket of so many, and the check that tells it from others there.
  static constexpr std::uint32_t bucket_of(std::uint32_t hash, std::uint32_t buckets) {
    return static_cast<std::uint32_t>((hash * std::uint64_t{buckets}) >> 32);
  }
  static constexpr std::uint32_t check_of(std::uint32_t hash, int check_bits) {
    return hash & ((1u << check_bits) - 1);
  }

  /// `index`: a group for each 8 buckets. `data`: the buckets and kPadding bytes. All outlive this.
  /// REQUIRES: buckets >= 1, check_bits <= kMaxCheckBits, index and data as NGRAMS.md says.
  NgramTable(std::uint32_t buckets, int check_bits, const SuccessorCode& code, ByteView index, ByteView data)
      : buckets_(buckets), check_bits_(check_bits), code_(&code), index_(index), data_(data) {
    assert(buckets >= 1 && check_bits <= kMaxCheckBits && data.size() >= kPadding);
  }

  // The two steps to a bucket, so that the memory of several tables can be asked for at once.
  void prefetch_index(std::uint32_t hash) const {
    __builtin_prefetch(&index_[bucket_of(hash) / kGroupBuckets * std::size_t{kGroupBytes}]);
  }
  void prefetch_bucket(std::uint32_t hash) const { __builtin_prefetch(&data_[begin_of(bucket_of(hash))]); }

  /// The place of the successors of the context `hash`; nothing if it is not in the table. At most a bucket is read.
  std::optional<std::uint64_t> find(std::uint32_t hash) const;

  /// Calls take(rank, count class) for each successor at `place`, by rank. `place` is one that find() gave.
  template <typename Take>
  void for_each_successor(std::uint64_t place, Take take) const;

  // What training goes on from.
  std::uint32_t buckets() const { return buckets_; }
  int check_bits() const { return check_bits_; }

  /// Calls visit(check, successors) for each context of a bucket, in the order in which they are found.
  /// REQUIRES: bucket < buckets().
  using Visitor = std::function<void(std::uint32_t check, std::span<const Successor> successors)>;
  void for_each_context(std::uint32_t bucket, const Visitor& visit) const;

 private:
  using Successors = std::array<Successor, kMaxSuccessors>;

  /// A list of successors: the bit of the data that it begins with, then how many bits its bucket has from there on.
  static constexpr std::uint64_t place_of(std::uint64_t begin, std::uint64_t bucket_end) {
    return begin << kLeftBits | (bucket_end - begin);
  }
  static constexpr int kLeftBits = 11;
  static_assert(8 * kMaxBucketBytes < 1 << kLeftBits);

  /// The successors at `place`, by rank.
  std::span<const Successor> successors(std::uint64_t place, Successors& room) const;

  std::uint32_t bucket_of(std::uint32_t hash) const { return bucket_of(hash, buckets_); }
  std::size_t begin_of(std::uint32_t bucket) const;
  std::uint8_t bytes_of(std::uint32_t bucket) const {
    return index_[bucket / kGroupBuckets * std::size_t{kGroupBytes} + sizeof(std::uint32_t) + bucket % kGroupBuckets];
  }

  /// The bits from `bit` on, the first one lowest; 57 of them count. REQUIRES: bit is within the data.
  std::uint64_t bits_at(std::uint64_t bit) const {
    return little_endian<std::uint64_t>(data_.subspan(bit / 8)) >> (bit % 8);
  }
  static constexpr int kBitsAtOnce = 57;

  /// A bucket's contexts, as bits of the data. Invariant: checks <= lists <= end unless there are no contexts.
  struct Bucket {
    int contexts;
    std::uint64_t checks;
    std::uint64_t lists;
    std::uint64_t end;
  };
  Bucket bucket_at(std::uint32_t bucket) const;

  std::uint32_t check_mask() const { return (1u << check_bits_) - 1; }

  /// The bit after the next `lists` lists from `bit` on, at most `end`. REQUIRES: bit <= end.
  std::uint64_t pass(std::uint64_t bit, std::uint64_t end, int lists) const;

  std::uint32_t buckets_;
  int check_bits_;
  const SuccessorCode* code_;
  ByteView index_;
  ByteView data_;
};

template <typename Take>
void NgramTable::for_each_successor(std::uint64_t place, Take take) const {
  using Code = SuccessorCode;
  const PrefixCode& prefix_code = code_->prefix_code();
  std::uint64_t bit = place >> kLeftBits;
  int left = static_cast<int>(place & ((1u << kLeftBits) - 1));  // bits of the bucket
  std::uint32_t next_rank = 0;
  for (;;) {
    std::uint64_t bits = bits_at(bit);
    const int left_here = left;
    const int left_unread = left - (kBitsAtOnce - Code::kMostBits);
    while (left >= left_unread) {
      const auto [symbol, length] = prefix_code.decode(bits);
      bits >>= length;
      left -= length;
      if (symbol == Code::kEnd) return;
      std::uint32_t gap = (symbol - 1) / kCountClasses;
      if (gap == Code::kLongGap) {
        gap = static_cast<std::uint32_t>(bits & ((1u << Code::kLongGapBits) - 1));
        bits >>= Code::kLongGapBits;
        left -= Code::kLongGapBits;
      }
      next_rank += gap;
      if (left < 0 || next_rank >= kMaxSuccessors) return;
      take(next_rank++, (symbol - 1) % kCountClasses);
    }
    bit += static_cast<std::uint64_t>(left_here - left);
  }
}

}  // namespace pith
