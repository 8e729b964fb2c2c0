#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/zeroed_array.h"

namespace pith {

/// An occurrence of a context: the low 24 bits of its hash, the byte that came, the position.
using Occurrence = std::uint64_t;
constexpr Occurrence occurrence(std::uint32_t hash, std::uint8_t byte, std::uint32_t position) {
  return std::uint64_t{hash} << 40 | std::uint64_t{byte} << 32 | position;
}
constexpr std::uint32_t low_hash(Occurrence o) { return static_cast<std::uint32_t>(o >> 40); }
constexpr std::uint8_t byte_of(Occurrence o) { return static_cast<std::uint8_t>(o >> 32); }
constexpr std::uint32_t position_of(Occurrence o) { return static_cast<std::uint32_t>(o); }

/// Collects occurrences in partitions, by the top byte of the hash. Where there is no room for all, the last partitions
/// are given up and have to be collected another time; one partition is always kept.
class OccurrencePartitions {
 public:
  static constexpr std::uint32_t kPartitions = 256;

  /// Keeps as many occurrences as `memory_bytes` hold, about, and sets room aside for `expected` of them at most.
  OccurrencePartitions(std::size_t memory_bytes, std::size_t expected);

  /// Forgets all. From now on collects those of the partition `first` and of higher ones.
  void begin(std::uint32_t first);

  /// REQUIRES: begin() has been called.
  void add(std::uint32_t hash, std::uint8_t byte, std::uint32_t position) {
    assert(end_ > first_);
    const std::uint32_t partition = hash >> 24;
    if (partition - first_ >= end_ - first_) return;
    Occurrence*& next = next_[partition];
    if (is_at_block_end(next) && !add_block(partition)) return;
    *next++ = occurrence(hash, byte, position);
  }

  std::uint32_t end() const { return end_; }  ///< of the partitions that are complete once all has been added

  /// Calls visit(occurrences) for all parts of a partition in the order in which they were added.
  template <typename Visitor>
  void for_each_block(std::uint32_t partition, Visitor visit) const {
    for (const Block* block : blocks_[partition]) {
      const bool is_last = block == blocks_[partition].back();
      visit(std::span(*block).first(is_last ? static_cast<std::size_t>(next_[partition] - block->data()) : kBlock));
    }
  }

 private:
  static constexpr std::size_t kBlock = 512;
  using Block = std::array<Occurrence, kBlock>;  // begins at a multiple of its size, as memory pages do

  static bool is_at_block_end(const Occurrence* next) {
    return reinterpret_cast<std::uintptr_t>(next) % sizeof(Block) == 0;
  }

  /// False if `partition` has been given up instead.
  bool add_block(std::uint32_t partition);
  Block* unused_block();

  std::size_t most_blocks_;
  std::vector<ZeroedArray<Block>> room_;
  std::size_t used_in_last_ = 0;  // blocks in use or free, of room_.back()
  std::vector<Block*> free_;
  std::uint32_t first_ = 0;
  std::uint32_t end_ = 0;
  std::array<std::vector<Block*>, kPartitions> blocks_;
  std::array<Occurrence*, kPartitions> next_{};  // behind the last occurrence
};

/// Sorts partitions of occurrences by hash; those of one hash keep their order.
class OccurrenceSorter {
 public:
  /// Calls visit(occurrences) for some at a time, in ascending order, so that those of one hash come together. Leaves
  /// out, where that shows early, hashes that occur fewer than `least_count` times. Returns how many it went through.
  template <typename Visitor>
  std::size_t sort(const OccurrencePartitions& partitions, std::uint32_t partition, std::size_t least_count,
                   Visitor visit) {
    distribute(partitions, partition);
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) visit(sorted(bucket, least_count));
    return bucket_ends_[kBuckets - 1];
  }

 private:
  static constexpr std::size_t kBuckets = 256;
  static constexpr int kMaxSlotBits = 16;

  /// Brings a partition into buckets_.
  void distribute(const OccurrencePartitions& partitions, std::uint32_t partition);
  std::span<const Occurrence> sorted(std::size_t bucket, std::size_t least_count);

  std::vector<Occurrence> buckets_;                      // by the top byte of low_hash(), one after the other
  std::array<std::size_t, kBuckets + 1> bucket_ends_{};  // (kBuckets), and one more
  std::vector<Occurrence> sorted_;                       // one bucket
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(std::size_t{1} << kMaxSlotBits);
};

}  // namespace pith
