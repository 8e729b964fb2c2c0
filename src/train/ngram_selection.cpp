#include "train/ngram_selection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "pith/error.h"

namespace pith {

namespace {

// About what the writer spends, for choosing alone. Measured on English prose.
constexpr float kContextBits = 14.5F;
constexpr float kSuccessorBits = 5.2F;

/// Kinds that say again much of what the others have said, but for structured text.
constexpr bool is_structural(Context kind) {
  using enum Context;
  switch (kind) {
    case kWordSkip:
    case kColumn:
    case kField:
    case kSkip1:
    case kAbove:
    case kIndentedWord:
      return true;
    default:
      return false;
  }
}

/// How much of its saving is left to such a kind when all contexts are mixed. Chosen on texts that are not reported.
constexpr float kStructuralShare = 0.04F;

/// Frequent contexts are worth more than their count: what they say is known better. Chosen likewise.
constexpr float kCountExponent = 1.35F;

/// A structural kind that would take less than this share of all bytes is left out: looking its contexts up would cost
/// time for little.
constexpr double kLeastShare = 0.04;

struct Candidate {
  float worth;  ///< bits saved a bit spent
  std::uint32_t number;
  std::uint8_t kind;
};

float spent_bits(const CountedContext& context) {
  return kContextBits + kSuccessorBits * static_cast<float>(context.length);
}

std::vector<Candidate> candidates(const AllCounts& counts) {
  std::vector<Candidate> all;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const auto contexts = counts[kind].contexts();
    for (std::uint32_t i = 0; i < contexts.size(); ++i) {
      const float saving = contexts[i].saving * std::pow(static_cast<float>(contexts[i].count), kCountExponent);
      if (saving <= 0) continue;
      const float share = is_structural(static_cast<Context>(kind)) ? kStructuralShare : 1;
      const float worth = saving * share / spent_bits(contexts[i]);
      all.push_back({worth, i, static_cast<std::uint8_t>(kind)});
    }
  }
  std::ranges::sort(all, [](const Candidate& a, const Candidate& b) {
    if (a.worth != b.worth) return a.worth > b.worth;
    return a.kind != b.kind ? a.kind < b.kind : a.number < b.number;
  });
  return all;
}

std::uint8_t count_class(std::uint32_t count) {
  return static_cast<std::uint8_t>(
      std::min<long>(std::lround(std::log2(static_cast<double>(count))), kCountClasses - 1));
}

LearntContext learnt(const Corpus& corpus, const NgramCounts& counts, const Candidate& candidate) {
  const CountedContext& context = counts.contexts()[candidate.number];
  const std::uint8_t last = context.position == 0 ? std::uint8_t{0} : corpus[context.position - 1];
  LearntContext result{.hash = context.hash,
                       .ranking_byte = ranking_byte(static_cast<Context>(candidate.kind), last),
                       .worth = candidate.worth,
                       .count = context.count,
                       .successors = {}};
  for (const CountedByte& b : counts.bytes(context)) {
    result.successors.push_back({static_cast<std::uint8_t>(b.byte), count_class(b.count)});
  }
  return result;
}

/// The candidates, best first, that fit into `bits`.
std::span<const Candidate> affordable(const AllCounts& counts, std::span<const Candidate> all, double bits) {
  const auto end = std::ranges::find_if(all, [&](const Candidate& candidate) {
    bits -= static_cast<double>(spent_bits(counts[candidate.kind].contexts()[candidate.number]));
    return bits < 0;
  });
  return all.first(static_cast<std::size_t>(end - all.begin()));
}

/// Which kinds are to be kept.
std::array<bool, kContextKinds> worthy_kinds(const AllCounts& counts, std::span<const Candidate> chosen) {
  std::array<double, kContextKinds> spent{};
  for (const Candidate& c : chosen) {
    spent[c.kind] += static_cast<double>(spent_bits(counts[c.kind].contexts()[c.number]));
  }
  const double least = kLeastShare * std::accumulate(spent.begin(), spent.end(), 0.0);
  std::array<bool, kContextKinds> worthy{};
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    worthy[kind] = !is_structural(static_cast<Context>(kind)) || spent[kind] >= least;
  }
  return worthy;
}

LearntNgrams learnt(const Corpus& corpus, const AllCounts& counts, std::span<const Candidate> chosen) {
  LearntNgrams ngrams(kContextKinds);
  for (const Candidate& candidate : chosen) {
    ngrams[candidate.kind].push_back(learnt(corpus, counts[candidate.kind], candidate));
  }
  return ngrams;
}

}  // namespace

Bytes select_ngrams(const Corpus& corpus, const AllCounts& counts, std::size_t most_bytes) {
  const Bytes ranks = alphabet_and_ranks(corpus);
  std::vector<Candidate> all = candidates(counts);
  double bits = 8.0 * static_cast<double>(most_bytes);
  const auto worthy = worthy_kinds(counts, affordable(counts, all, bits));
  std::erase_if(all, [&](const Candidate& candidate) { return !worthy[candidate.kind]; });
  const std::size_t empty_bytes = write_ngrams(ranks, LearntNgrams(kContextKinds)).size();
  for (;;) {
    Bytes section = write_ngrams(ranks, learnt(corpus, counts, affordable(counts, all, bits)));
    if (section.size() <= most_bytes) return section;
    if (empty_bytes > most_bytes) {
      throw Error(ErrorCode::kUsage, "the model is too small for any n-grams; allow " +
                                         std::to_string(empty_bytes - most_bytes) + " bytes more");
    }
    // The estimate is off by a few per cent at most, so that the second attempt is near the limit.
    bits *= 0.998 * static_cast<double>(most_bytes - empty_bytes) / static_cast<double>(section.size() - empty_bytes);
  }
}

}  // namespace pith
