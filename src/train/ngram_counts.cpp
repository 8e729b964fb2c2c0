#include "train/ngram_counts.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace pith {

namespace {

constexpr int kPartitions = 256;  ///< by the top byte of the hash

/// Calls visit(position, hash, byte) for each byte of the corpus.
template <Context kKind, typename Visitor>
void scan_hashes(const Corpus& corpus, Visitor visit) {
  corpus.scan<sight_of(kKind)>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    visit(position, context_hash<kKind>(state), byte);
  });
}

template <typename Visitor, std::size_t... kIndex>
void scan_hashes(const Corpus& corpus, Context kind, Visitor visit, std::index_sequence<kIndex...>) {
  ((static_cast<std::size_t>(kind) == kIndex ? scan_hashes<static_cast<Context>(kIndex)>(corpus, visit) : void()), ...);
}

using AllKinds = std::make_index_sequence<kContextKinds>;

/// An occurrence of a context: the low 24 bits of its hash, the byte that came, the position.
using Occurrence = std::uint64_t;
constexpr Occurrence occurrence(std::uint32_t hash, std::uint8_t byte, std::uint32_t position) {
  return std::uint64_t{hash} << 40 | std::uint64_t{byte} << 32 | position;
}
constexpr std::uint32_t low_hash(Occurrence o) { return static_cast<std::uint32_t>(o >> 40); }
constexpr std::uint8_t byte_of(Occurrence o) { return static_cast<std::uint8_t>(o >> 32); }
constexpr std::uint32_t position_of(Occurrence o) { return static_cast<std::uint32_t>(o); }

/// Room that nobody fills with zeros first.
class Room {
 public:
  std::span<Occurrence> of(std::size_t count) {
    if (count > size_) occurrences_ = std::make_unique_for_overwrite<Occurrence[]>(size_ = count);
    return {occurrences_.get(), count};
  }

 private:
  std::unique_ptr<Occurrence[]> occurrences_;
  std::size_t size_ = 0;
};

/// By hash; those of one hash keep their order, which is by position.
void sort_by_hash(std::span<Occurrence> occurrences, std::span<Occurrence> room) {
  std::span<Occurrence> from = occurrences;
  std::span<Occurrence> to = room.first(occurrences.size());
  for (int shift = 40; shift < 64; shift += 8) {
    std::array<std::size_t, 257> begin{};
    for (const Occurrence o : from) ++begin[(o >> shift & 255) + 1];
    for (std::size_t i = 0; i < 256; ++i) begin[i + 1] += begin[i];
    for (const Occurrence o : from) to[begin[o >> shift & 255]++] = o;
    std::swap(from, to);
  }
  std::ranges::copy(from, occurrences.begin());  // three passes end in `room`
}

}  // namespace

std::uint32_t hash_of(Context kind, const TextState& state) {
  std::uint32_t hash = 0;
  [&]<std::size_t... kIndex>(std::index_sequence<kIndex...>) {
    ((static_cast<std::size_t>(kind) == kIndex ? void(hash = context_hash<static_cast<Context>(kIndex)>(state))
                                               : void()),
     ...);
  }
  (AllKinds());
  return hash;
}

/// Turns the sorted occurrences of contexts into counts.
class NgramCounter {
 public:
  NgramCounter(const Corpus& corpus, std::uint32_t least_count) : corpus_(corpus), least_count_(least_count) {}

  /// The occurrences of one partition, sorted.
  void add(std::uint32_t partition, std::span<const Occurrence> occurrences) {
    while (!occurrences.empty()) {
      const std::uint32_t hash = low_hash(occurrences.front());
      const auto end = std::ranges::find_if(occurrences, [&](Occurrence o) { return low_hash(o) != hash; });
      const auto count = static_cast<std::size_t>(end - occurrences.begin());
      if (count >= least_count_) add_context(partition << 24 | hash, occurrences.first(count));
      occurrences = occurrences.subspan(count);
    }
  }

  NgramCounts finish() {
    counts_.contexts_.shrink_to_fit();
    counts_.bytes_.shrink_to_fit();
    counts_.build_index();
    return std::move(counts_);
  }

 private:
  struct Tally {
    std::uint32_t count = 0;
    std::uint32_t pieces = 0;
    std::uint32_t last_piece = 0;
  };

  void add_context(std::uint32_t hash, std::span<const Occurrence> occurrences) {
    for (const Occurrence o : occurrences) {
      const std::uint32_t piece = corpus_.piece_of(position_of(o));
      Tally& tally = tallies_[byte_of(o)];
      if (tally.count == 0) seen_.push_back(byte_of(o));
      if (tally.count == 0 || tally.last_piece != piece) ++tally.pieces;
      tally.last_piece = piece;
      ++tally.count;
    }
    const std::size_t first = counts_.bytes_.size();
    for (const std::uint8_t byte : seen_) {
      if (tallies_[byte].pieces >= 2) {
        counts_.bytes_.push_back({byte, std::min(tallies_[byte].count, kMaxCount) & kMaxCount});
      }
      tallies_[byte] = {};
    }
    seen_.clear();
    const auto length = static_cast<std::uint16_t>(counts_.bytes_.size() - first);
    if (length == 0) return;
    std::ranges::sort(std::span(counts_.bytes_).subspan(first), [](CountedByte a, CountedByte b) {
      return a.count != b.count ? a.count > b.count : a.byte < b.byte;
    });
    counts_.contexts_.push_back({.hash = hash,
                                 .position = position_of(occurrences.front()),
                                 .count = static_cast<std::uint32_t>(occurrences.size()),
                                 .first = first,
                                 .length = length});
  }

  const Corpus& corpus_;
  std::uint32_t least_count_;
  std::array<Tally, 256> tallies_{};
  std::vector<std::uint8_t> seen_;
  NgramCounts counts_;
};

NgramCounts count_ngrams(const Corpus& corpus, Context kind, std::uint32_t least_count, std::size_t memory_bytes,
                         Progress& progress) {
  std::array<std::size_t, kPartitions + 1> begins{};
  scan_hashes(
      corpus, kind, [&](std::uint32_t, std::uint32_t hash, std::uint8_t) { ++begins[(hash >> 24) + 1]; }, AllKinds());
  for (std::size_t i = 0; i < kPartitions; ++i) begins[i + 1] += begins[i];

  NgramCounter counter(corpus, least_count);
  Room room;
  Room sorting_room;
  const std::size_t most = std::max<std::size_t>(memory_bytes / sizeof(Occurrence), 1);
  for (std::uint32_t first = 0, end = 0; first < kPartitions; first = end) {
    end = first + 1;
    while (end < kPartitions && begins[end + 1] - begins[first] <= most) ++end;
    const std::span<Occurrence> occurrences = room.of(begins[end] - begins[first]);
    std::array<std::size_t, kPartitions> next{};
    for (std::uint32_t p = first; p < end; ++p) next[p] = begins[p] - begins[first];
    const bool whole = first == 0 && end == kPartitions;
    scan_hashes(
        corpus, kind,
        [&](std::uint32_t position, std::uint32_t hash, std::uint8_t byte) {
          const std::uint32_t partition = hash >> 24;
          if (whole || (partition >= first && partition < end)) {
            occurrences[next[partition]++] = occurrence(hash, byte, position);
          }
        },
        AllKinds());
    for (std::uint32_t p = first; p < end; ++p) {
      const auto part = occurrences.subspan(begins[p] - begins[first], begins[p + 1] - begins[p]);
      sort_by_hash(part, sorting_room.of(part.size()));
      counter.add(p, part);
      progress.advance(part.size());
    }
  }
  return counter.finish();
}

void NgramCounts::build_index() {
  index_.assign((std::size_t{1} << kIndexBits) + 1, 0);
  for (const CountedContext& context : contexts_) ++index_[slot_of(context.hash) + 1];
  for (std::size_t i = 0; i + 1 < index_.size(); ++i) index_[i + 1] += index_[i];
}

const CountedContext* NgramCounts::find(std::uint32_t hash) const {
  if (contexts_.empty()) return nullptr;
  std::size_t at = likely_place(hash);
  while (at > 0 && contexts_[at - 1].hash >= hash) --at;
  while (at < contexts_.size() && contexts_[at].hash < hash) ++at;
  return at < contexts_.size() && contexts_[at].hash == hash ? &contexts_[at] : nullptr;
}

}  // namespace pith
