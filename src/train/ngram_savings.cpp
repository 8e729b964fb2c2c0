#include "train/ngram_savings.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace pith {

namespace {

using Distribution = std::array<float, 256>;

constexpr double kDiscount = 0.75;  ///< taken off each count, for bytes that training did not see there

/// The context that is consulted where one of `kind` is not known.
std::optional<Context> shorter(Context kind) {
  using enum Context;
  switch (kind) {
    case kOrder2:
    case kSkip1:
      return std::nullopt;
    case kOrder3:
      return kOrder2;
    case kOrder4:
    case kWord:
    case kColumn:
    case kLetterClass:
    case kAbove:
      return kOrder3;
    case kOrder5:
      return kOrder4;
    case kOrder6:
    case kField:
      return kOrder5;
    case kOrder8:
      return kOrder6;
    case kWordPair:
    case kWordSkip:
    case kIndentedWord:
      return kWord;
  }
  return std::nullopt;
}

/// P(byte | last byte) over a corpus.
std::array<Distribution, 256> order1_distributions(const Corpus& corpus) {
  constexpr float kUnseen = 0.02F;
  std::array<Distribution, 256> rows;
  for (Distribution& row : rows) row.fill(kUnseen);
  std::array<std::array<std::uint64_t, 256>, 256> counts{};
  for (std::uint32_t p = 1; p < corpus.bytes(); ++p) ++counts[corpus[p - 1]][corpus[p]];
  for (std::size_t last = 0; last < 256; ++last) {
    double sum = 0;
    for (std::size_t byte = 0; byte < 256; ++byte) {
      rows[last][byte] += static_cast<float>(counts[last][byte]);
      sum += static_cast<double>(rows[last][byte]);
    }
    for (float& p : rows[last]) p = static_cast<float>(static_cast<double>(p) / sum);
  }
  return rows;
}

/// What the known part of `context` leaves to the shorter one: the probability of all other cases.
double left_over(const CountedContext& context, std::span<const CountedByte> bytes) {
  double known = 0;
  for (const CountedByte& b : bytes) known += b.count - kDiscount;
  return std::max(1 - known / context.count, 1e-9);
}

class Savings {
 public:
  Savings(const Corpus& corpus, const AllCounts& counts)
      : corpus_(corpus), counts_(counts), order1_(order1_distributions(corpus)) {}

  float of(const CountedContext& context, Context kind) {
    const TextState state =
        corpus_.state_at(context.position, window_, looks_at_last8_only(kind) ? 8 : Corpus::kStateReach);
    const Distribution expected = expected_by(shorter(kind), state);
    const std::span<const CountedByte> bytes = counts_[static_cast<std::size_t>(kind)].bytes(context);
    const double left = left_over(context, bytes);
    double saving = 0;
    double p_known = 0;
    double q_known = 0;
    for (const CountedByte& b : bytes) {
      const auto q = static_cast<double>(expected[b.byte]);
      const double p = (b.count - kDiscount) / context.count + left * q;
      saving += p * std::log2(p / q);
      p_known += p;
      q_known += q;
    }
    // All bytes not seen in this context share what is left.
    if (p_known < 1 - 1e-6 && q_known < 1 - 1e-6) {
      saving += (1 - p_known) * std::log2((1 - p_known) / (1 - q_known));
    }
    return static_cast<float>(saving);
  }

 private:
  Distribution expected_by(std::optional<Context> kind, const TextState& state) const {
    if (!kind) return order1_[state.byte(1)];
    Distribution expected = expected_by(shorter(*kind), state);
    const NgramCounts& counts = counts_[static_cast<std::size_t>(*kind)];
    const CountedContext* context = counts.find(hash_of(*kind, state));
    if (context == nullptr) return expected;
    const std::span<const CountedByte> bytes = counts.bytes(*context);
    const auto left = static_cast<float>(left_over(*context, bytes));
    for (float& p : expected) p *= left;
    for (const CountedByte& b : bytes) {
      expected[b.byte] += static_cast<float>((b.count - kDiscount) / context->count);
    }
    return expected;
  }

  const Corpus& corpus_;
  const AllCounts& counts_;
  std::array<Distribution, 256> order1_;
  Window window_{Corpus::kStateReach};
};

}  // namespace

void compute_savings(const Corpus& corpus, AllCounts& counts, Context kind) {
  Savings savings(corpus, counts);
  for (CountedContext& context : counts[static_cast<std::size_t>(kind)].contexts()) {
    context.saving = savings.of(context, kind);
  }
}

}  // namespace pith
