#include "train/ngram_selection.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "pith/error.h"

namespace pith {

namespace {

// About what the writer spends, for choosing alone. Measured on English prose.
constexpr float kContextBits = 14.5F;
constexpr float kSuccessorBits = 5.2F;

/// How much of the saving is left when all contexts are mixed: some kinds say again what others have said. Chosen on
/// texts that are not reported.
constexpr float mixed_share(Context kind) { return kind == Context::kWordSkip ? 0.4F : 1.0F; }

/// Frequent contexts are worth more than their count: what they say is known better. Chosen likewise.
constexpr float kCountExponent = 1.2F;

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
      const float worth = saving * mixed_share(static_cast<Context>(kind)) / spent_bits(contexts[i]);
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
  return static_cast<std::uint8_t>(std::min<long>(std::lround(std::log2(static_cast<double>(count))), kCountClasses - 1));
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

}  // namespace

Bytes select_ngrams(const Corpus& corpus, const AllCounts& counts, std::size_t most_bytes) {
  const Bytes ranks = alphabet_and_ranks(corpus);
  const std::vector<Candidate> all = candidates(counts);
  double bits_wanted = 8.0 * static_cast<double>(most_bytes);
  for (;;) {
    LearntNgrams ngrams(kContextKinds);
    double bits = 0;
    for (const Candidate& candidate : all) {
      bits += static_cast<double>(spent_bits(counts[candidate.kind].contexts()[candidate.number]));
      if (bits > bits_wanted) break;
      ngrams[candidate.kind].push_back(learnt(corpus, counts[candidate.kind], candidate));
    }
    Bytes section = write_ngrams(ranks, ngrams);
    if (section.size() <= most_bytes) return section;
    if (bits_wanted < 1) {
      throw Error(ErrorCode::kUsage, "a model cannot be as small as " + std::to_string(most_bytes) +
                                         " bytes; allow at least " + std::to_string(section.size()));
    }
    // The estimate is off by a few per cent at most, so that the second attempt is near the limit.
    bits_wanted = bits_wanted < 4096 ? 0
                                     : bits_wanted * 0.998 * static_cast<double>(most_bytes) /
                                           static_cast<double>(section.size());
  }
}

}  // namespace pith
