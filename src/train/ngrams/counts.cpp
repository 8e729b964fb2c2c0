#include "train/ngrams/counts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace pith {

namespace {

/// Calls visit(position, hash, byte) for each byte of the corpus.
template <ContextKind kKind, typename Visitor>
void scan_hashes(const Corpus& corpus, Visitor visit) {
  corpus.scan<facts_of(kKind).sight>([&](std::uint32_t position, const TextState& state, std::uint8_t byte) {
    visit(position, context_hash<kKind>(state), byte);
  });
}

template <typename Visitor, std::size_t... kIndex>
void scan_hashes(const Corpus& corpus, ContextKind kind, Visitor visit, std::index_sequence<kIndex...>) {
  ((static_cast<std::size_t>(kind) == kIndex ? scan_hashes<static_cast<ContextKind>(kIndex)>(corpus, visit) : void()),
   ...);
}

using AllKinds = std::make_index_sequence<kContextKinds>;

}  // namespace

std::uint32_t hash_of(ContextKind kind, const TextState& state) {
  std::uint32_t hash = 0;
  [&]<std::size_t... kIndex>(std::index_sequence<kIndex...>) {
    ((static_cast<std::size_t>(kind) == kIndex ? void(hash = context_hash<static_cast<ContextKind>(kIndex)>(state))
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

  /// Some occurrences of one partition: all those of each hash that they have, or too few to matter.
  void add(std::uint32_t partition, std::span<const Occurrence> occurrences) {
    std::size_t begin = 0;
    while (begin < occurrences.size()) {
      const std::uint32_t hash = low_hash(occurrences[begin]);
      std::size_t end = begin + 1;
      while (end < occurrences.size() && low_hash(occurrences[end]) == hash) ++end;
      if (end - begin >= least_count_) add_context(partition << 24 | hash, occurrences.subspan(begin, end - begin));
      begin = end;
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
    std::uint32_t first_piece = 0;
    bool is_shared = false;  // by several pieces
  };

  void add_context(std::uint32_t hash, std::span<const Occurrence> occurrences) {
    const std::uint32_t first_position = position_of(occurrences.front());
    if (corpus_.piece_of(first_position) == corpus_.piece_of(position_of(occurrences.back()))) return;
    const std::size_t first = counts_.bytes_.size();
    for (const std::uint32_t byte : tally(occurrences)) {
      Tally& tally = tallies_[byte];
      if (tally.is_shared) counts_.bytes_.push_back({byte & 255, std::min(tally.count, kMaxCount) & kMaxCount});
      tally = {};
    }
    const auto length = static_cast<std::uint16_t>(counts_.bytes_.size() - first);
    if (length == 0) return;
    std::ranges::sort(std::span(counts_.bytes_).subspan(first), [](CountedByte a, CountedByte b) {
      return a.count != b.count ? a.count > b.count : a.byte < b.byte;
    });
    counts_.contexts_.push_back({.hash = hash,
                                 .position = first_position,
                                 .count = static_cast<std::uint32_t>(occurrences.size()),
                                 .first = first,
                                 .length = length});
  }

  /// Fills in the tallies of the bytes of `occurrences`, which are in order of position. Returns these bytes.
  std::span<const std::uint32_t> tally(std::span<const Occurrence> occurrences) {
    std::size_t seen = 0;
    for (const Occurrence o : occurrences) {
      const std::uint32_t piece = corpus_.piece_of(position_of(o));
      Tally& tally = tallies_[byte_of(o)];
      if (tally.count++ == 0) {
        tally.first_piece = piece;
        seen_[seen++] = byte_of(o);
      }
      tally.is_shared |= piece != tally.first_piece;
    }
    return std::span(seen_).first(seen);
  }

  const Corpus& corpus_;
  std::uint32_t least_count_;
  std::array<Tally, 256> tallies_{};  // all zero between two contexts
  std::array<std::uint32_t, 256> seen_{};
  NgramCounts counts_;
};

NgramCounts count_ngrams(const Corpus& corpus, ContextKind kind, std::uint32_t least_count, OccurrencePartitions& room,
                         Progress& progress) {
  assert(least_count >= 2);
  NgramCounter counter(corpus, least_count);
  OccurrenceSorter sorter;
  for (std::uint32_t first = 0; first < OccurrencePartitions::kPartitions; first = room.end()) {
    room.begin(first);
    scan_hashes(
        corpus, kind,
        [&](std::uint32_t position, std::uint32_t hash, std::uint8_t byte) { room.add(hash, byte, position); },
        AllKinds());
    for (std::uint32_t p = first; p < room.end(); ++p) {
      const auto count = [&](std::span<const Occurrence> occurrences) { counter.add(p, occurrences); };
      progress.advance(sorter.sort(room, p, least_count, count));
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
