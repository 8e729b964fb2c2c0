#include "train/ngrams/selection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pith/error.h"
#include "train/ngrams/coded_tables.h"

namespace pith {

namespace {

// About what the writer spends, for choosing alone. Measured on English prose.
constexpr float kContextBits = 14.5F;
constexpr float kSuccessorBits = 5.2F;

/// The share of its saving that a structural kind keeps when all contexts are mixed. Chosen on texts that no report
/// uses.
constexpr float kStructuralShare = 0.04F;

/// Frequent contexts are worth more than their count: what followed them is known better. Chosen on the same texts.
constexpr float kCountExponent = 1.35F;

/// A structural kind that would take less than this share of all bytes is left out: looking its contexts up would cost
/// time for little.
constexpr double kLeastShare = 0.04;

/// A context that is known already costs next to nothing where nothing new followed it.
constexpr float kMergedBits = 1;

/// What a known context gains in worth even where the corpus alone would not remember it: its counts are to be whole.
constexpr float kLeastSaving = 1e-6F;

struct Candidate {
  float worth;       ///< bits saved a bit spent
  float spent_bits;  ///< about
  std::uint32_t number;
  std::uint8_t kind;
};

std::uint8_t count_class(std::uint32_t count) {
  return static_cast<std::uint8_t>(
      std::min<long>(std::lround(std::log2(static_cast<double>(count))), kCountClasses - 1));
}

/// One selection: what there is to choose from, and what is known already.
class Selection {
 public:
  Selection(RankingByteOf ranking_byte_of, const WeighedCounts& counts, const KnownNgrams* known)
      : ranking_byte_of_(std::move(ranking_byte_of)), counts_(counts.all()), known_(known) {}

  /// Best first.
  std::vector<Candidate> candidates() const;

  /// Which kinds are to be kept.
  std::array<bool, kContextKinds> worthy_kinds(std::span<const Candidate> chosen) const;

  LearntNgrams learnt(std::span<const Candidate> chosen) const;

 private:
  Candidate candidate(ContextKind kind, std::uint32_t number) const;
  LearntContext learnt(const Candidate& candidate) const;

  const KnownContext* find_known(ContextKind kind, std::uint32_t hash) const {
    return known_ != nullptr && known_->has(kind) ? known_->find(kind, hash) : nullptr;
  }
  bool can_learn(std::uint8_t byte) const { return known_ == nullptr || known_->has_byte(byte); }

  /// The bytes of `context` that can be learnt, with what is known of it.
  std::vector<CountedByte> merged(const CountedContext& context, ContextKind kind, const KnownContext* known) const;

  RankingByteOf ranking_byte_of_;
  const AllCounts& counts_;
  const KnownNgrams* known_;
};

std::vector<CountedByte> Selection::merged(const CountedContext& context, ContextKind kind,
                                           const KnownContext* known) const {
  std::vector<CountedByte> bytes;
  if (known != nullptr) bytes = known_->bytes(*known, ranking_byte_of_(kind, context));
  const std::size_t known_bytes = bytes.size();
  for (const CountedByte& b : counts_[static_cast<std::size_t>(kind)].bytes(context)) {
    if (!can_learn(static_cast<std::uint8_t>(b.byte))) continue;
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(known_bytes);
    const auto same = std::find_if(bytes.begin(), end, [&](const CountedByte& k) { return k.byte == b.byte; });
    if (same == end) {
      bytes.push_back(b);
    } else {
      same->count = std::min<std::uint32_t>(same->count + b.count, kMaxCount) & kMaxCount;
    }
  }
  return bytes;
}

Candidate Selection::candidate(ContextKind kind, std::uint32_t number) const {
  const CountedContext& context = counts_[static_cast<std::size_t>(kind)].contexts()[number];
  float spent = kContextBits + kSuccessorBits * static_cast<float>(context.length);
  float saving = context.saving * std::pow(static_cast<float>(context.count), kCountExponent);
  if (const KnownContext* known = find_known(kind, context.hash)) {
    const std::size_t added = merged(context, kind, known).size() - known->length;
    spent = kMergedBits + kSuccessorBits * static_cast<float>(added);
    saving = std::max(saving, kLeastSaving);
  }
  const float share = facts_of(kind).is_structural ? kStructuralShare : 1;
  return {saving * share / spent, spent, number, static_cast<std::uint8_t>(kind)};
}

std::vector<Candidate> Selection::candidates() const {
  std::vector<Candidate> all;
  for (std::size_t kind = 0; kind < counts_.size(); ++kind) {
    const auto contexts = counts_[kind].contexts();
    for (std::uint32_t i = 0; i < contexts.size(); ++i) {
      const Candidate added = candidate(static_cast<ContextKind>(kind), i);
      if (added.worth > 0) all.push_back(added);
    }
  }
  std::ranges::sort(all, [](const Candidate& a, const Candidate& b) {
    if (a.worth != b.worth) return a.worth > b.worth;
    return a.kind != b.kind ? a.kind < b.kind : a.number < b.number;
  });
  return all;
}

std::array<bool, kContextKinds> Selection::worthy_kinds(std::span<const Candidate> chosen) const {
  std::array<double, kContextKinds> spent{};
  for (const Candidate& c : chosen) spent[c.kind] += static_cast<double>(c.spent_bits);
  const double least = kLeastShare * std::accumulate(spent.begin(), spent.end(), 0.0);
  std::array<bool, kContextKinds> worthy{};
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    const bool has_table = known_ != nullptr && known_->has(context_kind);
    worthy[kind] = has_table || !facts_of(context_kind).is_structural || spent[kind] >= least;
  }
  return worthy;
}

LearntContext Selection::learnt(const Candidate& candidate) const {
  const auto kind = static_cast<ContextKind>(candidate.kind);
  const CountedContext& context = counts_[candidate.kind].contexts()[candidate.number];
  const KnownContext* known = find_known(kind, context.hash);
  LearntContext result{.hash = context.hash,
                       .ranking_byte = ranking_byte_of_(kind, context),
                       .worth = candidate.worth,
                       .count = context.count,
                       .successors = {}};
  if (known != nullptr) {
    result.count += known->count;
    result.worth = known_worth(result.count);
  }
  for (const CountedByte& b : merged(context, kind, known)) {
    result.successors.push_back({static_cast<std::uint8_t>(b.byte), count_class(b.count)});
  }
  return result;
}

LearntNgrams Selection::learnt(std::span<const Candidate> chosen) const {
  LearntNgrams ngrams(kContextKinds);
  for (const Candidate& candidate : chosen) {
    LearntContext context = learnt(candidate);
    if (!context.successors.empty()) ngrams[candidate.kind].push_back(std::move(context));
  }
  return ngrams;
}

/// The candidates, best first, that fit into `bits`.
std::span<const Candidate> affordable(std::span<const Candidate> all, double bits) {
  const auto end = std::ranges::find_if(all, [&](const Candidate& candidate) {
    bits -= static_cast<double>(candidate.spent_bits);
    return bits < 0;
  });
  return all.first(static_cast<std::size_t>(end - all.begin()));
}

/// What of `selection` fits into `most_bytes`.
Bytes selected(ByteView ranks, const Selection& selection, std::size_t most_bytes, const KnownNgrams* known) {
  const std::size_t empty_bytes = write_ngrams(ranks, LearntNgrams(kContextKinds), known).size();
  if (empty_bytes > most_bytes) {
    throw Error(ErrorCode::kUsage, "the model is too small for any n-grams; allow " +
                                       std::to_string(empty_bytes - most_bytes) + " bytes more");
  }
  std::vector<Candidate> all = selection.candidates();
  double bits = 8.0 * static_cast<double>(known == nullptr ? most_bytes : most_bytes - empty_bytes);
  const auto worthy = selection.worthy_kinds(affordable(all, bits));
  std::erase_if(all, [&](const Candidate& candidate) { return !worthy[candidate.kind]; });
  for (;;) {
    Bytes section = write_ngrams(ranks, selection.learnt(affordable(all, bits)), known);
    if (section.size() <= most_bytes) return section;
    // The estimate is off by a few per cent at most, so that the second attempt is near the limit.
    bits *= 0.998 * static_cast<double>(most_bytes - empty_bytes) / static_cast<double>(section.size() - empty_bytes);
  }
}

}  // namespace

RankingByteOf ranking_bytes_in(const Corpus& corpus) {
  return [&corpus](ContextKind kind, const CountedContext& context) {
    return ranking_byte(kind, context.position == 0 ? std::uint8_t{0} : corpus[context.position - 1]);
  };
}

Bytes select_ngrams(const Corpus& corpus, const WeighedCounts& counts, std::size_t most_bytes,
                    const KnownNgrams* known) {
  const Bytes ranks =
      known == nullptr ? alphabet_and_ranks(corpus) : Bytes(known->ranks().begin(), known->ranks().end());
  return selected(ranks, Selection(ranking_bytes_in(corpus), counts, known), most_bytes, known);
}

Bytes select_more_ngrams(const RankingByteOf& ranking_byte_of, const WeighedCounts& counts, std::size_t most_bytes,
                         const KnownNgrams& known) {
  return selected(known.ranks(), Selection(ranking_byte_of, counts, &known), most_bytes, &known);
}

std::vector<ChosenContext> best_contexts(const Corpus& corpus, const WeighedCounts& counts, std::size_t most_bytes,
                                         const KnownNgrams* known) {
  const std::vector<Candidate> all = Selection(ranking_bytes_in(corpus), counts, known).candidates();
  std::vector<ChosenContext> chosen;
  for (const Candidate& candidate : affordable(all, 8.0 * static_cast<double>(most_bytes))) {
    chosen.push_back({static_cast<ContextKind>(candidate.kind), candidate.number});
  }
  return chosen;
}

}  // namespace pith
