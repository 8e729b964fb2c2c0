#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "model/bit_reader.h"
#include "model/prefix_code.h"

namespace pith {

/// What followed a context in training: a byte, and how often it did.
struct Successor {
  std::uint8_t byte;
  std::uint8_t count_class;  ///< it came about 2^count_class times
};

/// Count classes are 0 to kCountClasses - 1.
inline constexpr int kCountClasses = 16;

/// The successors of one context at most; a longer list is never written.
inline constexpr int kMaxSuccessors = 256;

/// Which bytes were likely after which, so that a successor is coded by its rank.
class SuccessorRanks {
 public:
  /// `alphabet`: the bytes that occur, each once. `ranks`: (alphabet + 1 rows)(alphabet), a permutation of the alphabet
  /// for each last byte, in the order of `alphabet`; the last row is for all other bytes. Both outlive this.
  /// REQUIRES: 1 <= alphabet.size() <= 256, ranks.size() == (alphabet.size() + 1) * alphabet.size().
  SuccessorRanks(ByteView alphabet, ByteView ranks);

  std::size_t size() const { return size_; }

  /// The bytes after `last`, a byte or kNoByte, the likeliest first.
  ByteView after(std::uint32_t last) const { return ranks_.subspan(row_[last] * size_, size_); }

 private:
  std::size_t size_;
  ByteView ranks_;
  std::array<std::uint16_t, 257> row_;
};

/// The prefix codes that all tables of a model share: count classes, given the class before in the list.
using CountClassCodes = std::vector<PrefixCode>;  // (kCountClasses + 1), the last one begins a list

/// The n-grams of one kind of context, as they lie in a model file: buckets of contexts, told apart by a check, each
/// with its successors. src/format/NGRAMS.md defines the bytes. Looking up decodes one bucket.
class NgramTable {
 public:
  static constexpr int kGroupBuckets = 8;
  static constexpr int kGroupBytes = 12;  ///< u32 where the group begins, then the bytes of each bucket
  static constexpr int kSizeBits = 5;     ///< contexts in a bucket
  static constexpr int kMaxContexts = (1 << kSizeBits) - 1;

  /// `index`: a group for each 8 buckets. `data`: the buckets and BitReader::kPadding bytes. Both outlive this.
  /// REQUIRES: buckets >= 1, check_bits <= 16, index and data as NGRAMS.md says.
  NgramTable(std::uint32_t buckets, int check_bits, PrefixCode gaps, ByteView index, ByteView data)
      : buckets_(buckets), check_bits_(check_bits), gaps_(std::move(gaps)), index_(index), data_(data) {}

  void prefetch(std::uint32_t hash) const {
    __builtin_prefetch(&index_[group_of(bucket_of(hash)) * std::size_t{kGroupBytes}]);
  }

  /// Where the successors of the context `hash` begin, as a bit of the data; nothing if it is not in the table.
  std::optional<std::uint64_t> find(std::uint32_t hash, const CountClassCodes& classes) const;

  /// The list that begins at `bit`, most likely bytes first, into `list`; returns how many. `ranked`: the bytes after
  /// the last byte, the likeliest first.
  int successors(std::uint64_t bit, const CountClassCodes& classes, ByteView ranked,
                 std::array<Successor, kMaxSuccessors>& list) const;

 private:
  std::uint32_t bucket_of(std::uint32_t hash) const {
    return static_cast<std::uint32_t>((hash * std::uint64_t{buckets_}) >> 32);
  }
  static std::uint32_t group_of(std::uint32_t bucket) { return bucket / kGroupBuckets; }
  std::uint64_t begin_of(std::uint32_t bucket) const;
  void skip_list(BitReader& bits, const CountClassCodes& classes) const;
  bool past_end(const BitReader& bits) const {
    return bits.position() > (data_.size() - BitReader::kPadding) * std::uint64_t{8};
  }

  std::uint32_t buckets_;
  int check_bits_;
  PrefixCode gaps_;
  ByteView index_;
  ByteView data_;
};

}  // namespace pith
