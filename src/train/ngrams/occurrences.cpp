#include "train/ngrams/occurrences.h"

#include <algorithm>
#include <bit>

namespace pith {

namespace {

constexpr int kBucketShift = 56;

/// For occurrences that are nearly sorted: takes time for each pair that is not in order.
void insertion_sort(std::span<Occurrence> occurrences) {
  for (std::size_t i = 1; i < occurrences.size(); ++i) {
    const Occurrence o = occurrences[i];
    std::size_t at = i;
    for (; at > 0 && low_hash(occurrences[at - 1]) > low_hash(o); --at) occurrences[at] = occurrences[at - 1];
    occurrences[at] = o;
  }
}

}  // namespace

OccurrencePartitions::OccurrencePartitions(std::size_t memory_bytes, std::size_t expected)
    : most_blocks_(std::clamp<std::size_t>(memory_bytes / sizeof(Block), 1, expected / kBlock + kPartitions)) {
  room_.emplace_back(most_blocks_);
}

void OccurrencePartitions::begin(std::uint32_t first) {
  room_.resize(1);
  used_in_last_ = 0;
  free_.clear();
  for (std::vector<Block*>& blocks : blocks_) blocks.clear();
  next_.fill(nullptr);
  first_ = first;
  end_ = kPartitions;
}

bool OccurrencePartitions::add_block(std::uint32_t partition) {
  while (free_.empty() && used_in_last_ == room_.back().size() && end_ - first_ > 1) {
    --end_;
    free_.insert(free_.end(), blocks_[end_].begin(), blocks_[end_].end());
    blocks_[end_].clear();
  }
  if (partition >= end_) return false;
  blocks_[partition].push_back(unused_block());
  next_[partition] = blocks_[partition].back()->data();
  return true;
}

OccurrencePartitions::Block* OccurrencePartitions::unused_block() {
  if (!free_.empty()) {
    Block* block = free_.back();
    free_.pop_back();
    return block;
  }
  if (used_in_last_ == room_.back().size()) {
    room_.emplace_back(room_.back().size());
    used_in_last_ = 0;
  }
  return &room_.back()[used_in_last_++];
}

void OccurrenceSorter::distribute(const OccurrencePartitions& partitions, std::uint32_t partition) {
  std::array<std::size_t, kBuckets + 1> next{};
  partitions.for_each_block(partition, [&](std::span<const Occurrence> block) {
    for (const Occurrence o : block) ++next[(o >> kBucketShift) + 1];
  });
  for (std::size_t i = 0; i < kBuckets; ++i) next[i + 1] += next[i];
  if (buckets_.size() < next[kBuckets]) buckets_.resize(next[kBuckets]);
  partitions.for_each_block(partition, [&](std::span<const Occurrence> block) {
    for (const Occurrence o : block) buckets_[next[o >> kBucketShift]++] = o;
  });
  bucket_ends_ = next;
}

/// The occurrences of a bucket differ in 16 bits of their hashes only. They are sorted into slots, about as many as
/// there are occurrences; those of slots with too few go to the end of where all would go, and nobody looks there.
std::span<const Occurrence> OccurrenceSorter::sorted(std::size_t number, std::size_t least_count) {
  const std::size_t begin = number == 0 ? 0 : bucket_ends_[number - 1];
  const std::span<const Occurrence> bucket = std::span(buckets_).subspan(begin, bucket_ends_[number] - begin);
  if (bucket.empty()) return {};
  if (sorted_.size() < bucket.size()) sorted_.resize(bucket.size());
  const int bits = std::min(static_cast<int>(std::bit_width(bucket.size())), kMaxSlotBits);
  const auto slot_of = [bits](Occurrence o) { return o << 8 >> (64 - bits); };
  const std::span<std::uint32_t> slots = std::span(slots_).first(std::size_t{1} << bits);
  std::ranges::fill(slots, 0);
  for (const Occurrence o : bucket) ++slots[slot_of(o)];
  std::uint32_t kept = 0;
  for (std::uint32_t& slot : slots) {
    const std::uint32_t count = slot;
    const bool enough = count >= least_count;
    slot = enough ? kept : static_cast<std::uint32_t>(bucket.size()) - count;
    kept += enough ? count : 0;
  }
  for (const Occurrence o : bucket) sorted_[slots[slot_of(o)]++] = o;
  // As hashes are random, a pair shares a slot with a chance of at most one in the number of occurrences, so that this
  // is expected to take time as they are many.
  if (bits < kMaxSlotBits) insertion_sort(std::span(sorted_).first(kept));
  return std::span(sorted_).first(kept);
}

}  // namespace pith
