#include "train/ngrams/training.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/ordered_work.h"
#include "train/ngrams/shared_counts.h"

namespace pith {

namespace {

/// Contexts seen less often are not worth their bytes. Grows with the corpus, and so bounds the memory of the counts.
std::uint32_t least_count(const Corpus& corpus) {
  constexpr std::size_t kBytesPerCount = std::size_t{128} << 20;
  return 2 + static_cast<std::uint32_t>(corpus.bytes() / kBytesPerCount);
}

std::size_t workers_for(int threads) { return std::min<std::size_t>(worker_count(threads), kContextKinds); }

/// Rooms for counting, kept from kind to kind: as many as there are kinds counted at once.
class Rooms {
 public:
  /// Each of `memory_bytes`.
  Rooms(const Corpus& corpus, std::size_t memory_bytes) : corpus_(corpus), memory_bytes_(memory_bytes) {}

  std::unique_ptr<OccurrencePartitions> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<OccurrencePartitions>(memory_bytes_, corpus_.bytes());
    std::unique_ptr<OccurrencePartitions> room = std::move(free_.back());
    free_.pop_back();
    return room;
  }

  void give_back(std::unique_ptr<OccurrencePartitions> room) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(room));
  }

 private:
  const Corpus& corpus_;
  std::size_t memory_bytes_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<OccurrencePartitions>> free_;
};

bool is_mine(std::size_t kind, const TrainingPeers* peers) {
  return peers == nullptr || kind % peers->size() == peers->rank();
}

/// Runs work(kind) for every kind of context, or for those of this one of `peers`, on several threads.
template <typename Result, typename Work>
void for_each_kind(std::size_t workers, const TrainingPeers* peers, std::atomic<std::uint64_t>* bytes_done, Work work,
                   std::array<Result, kContextKinds>& results) {
  Progress progress(bytes_done);
  OrderedWork<Result> running(workers, progress);
  std::vector<std::size_t> mine;
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    if (is_mine(kind, peers)) mine.push_back(kind);
  }
  auto taken = mine.begin();
  for (const std::size_t kind : mine) {
    if (running.full()) results[*taken++] = running.take();
    running.start([kind, &work, &progress] { return work(static_cast<ContextKind>(kind), progress); });
  }
  while (!running.empty()) results[*taken++] = running.take();
}

}  // namespace

std::uint64_t ngram_training_steps(const Corpus& corpus) { return std::uint64_t{kContextKinds} * corpus.bytes(); }

AllCounts count_all_ngrams(const Corpus& corpus, const NgramCountingOptions& options,
                           std::atomic<std::uint64_t>* bytes_done) {
  const std::size_t workers = workers_for(options.threads);
  const std::uint32_t least = least_count(corpus);
  Rooms rooms(corpus, options.memory_bytes / workers);
  AllCounts counts;
  for_each_kind(
      workers, options.peers, bytes_done,
      [&](ContextKind kind, Progress& progress) {
        auto room = rooms.take();
        NgramCounts counted = count_ngrams(corpus, kind, least, *room, progress);
        rooms.give_back(std::move(room));
        return counted;
      },
      counts);
  if (options.peers != nullptr) share_counts(counts, *options.peers);
  return counts;
}

WeighedCounts weigh_ngrams(const Corpus& corpus, AllCounts counts, int threads, std::atomic<std::uint64_t>* bytes_done,
                           TrainingPeers* peers) {
  const Order1Probabilities order1 = order1_probabilities(corpus);
  std::array<bool, kContextKinds> weighed{};
  for_each_kind(
      workers_for(threads), peers, bytes_done,
      [&](ContextKind kind, Progress& progress) {
        compute_savings(corpus, order1, counts, kind);
        progress.advance(corpus.bytes());
        return true;
      },
      weighed);
  if (peers != nullptr) share_savings(counts, *peers);
  return WeighedCounts(std::move(counts));
}

}  // namespace pith
