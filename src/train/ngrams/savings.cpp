#include "train/ngrams/savings.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace pith {

namespace {

constexpr double kDiscount = 0.75;  ///< taken off each count, for bytes that training did not see there

/// Those that training falls back to from `kind`, the last one first.
std::vector<ContextKind> all_backoffs(ContextKind kind) {
  std::vector<ContextKind> kinds;
  for (auto k = facts_of(kind).backoff; k; k = facts_of(*k).backoff) kinds.insert(kinds.begin(), *k);
  return kinds;
}

/// What the known part of `context` leaves to the shorter one: the probability of all other cases.
double left_over(const CountedContext& context, std::span<const CountedByte> bytes) {
  std::uint64_t count = 0;
  for (const CountedByte& b : bytes) count += b.count;
  const double known = static_cast<double>(count) - kDiscount * static_cast<double>(bytes.size());
  return std::max(1 - known / context.count, 1e-9);
}

/// Computes the savings of contexts of one kind, some at a time, so that memory is read for all of them at once.
class Savings {
 public:
  static constexpr std::size_t kMostAtOnce = 32;

  Savings(const Corpus& corpus, const Order1Probabilities& order1, const AllCounts& counts, ContextKind kind)
      : corpus_(corpus),
        order1_(order1),
        counts_(counts),
        kind_(kind),
        shorter_(all_backoffs(kind)),
        sight_(shorter_.empty() ? Sight::kLast8 : facts_of(shorter_.back()).sight),
        hashes_(kMostAtOnce * shorter_.size()),
        known_(kMostAtOnce * shorter_.size()) {}

  /// Fills in the savings of so many contexts. REQUIRES: contexts.size() <= kMostAtOnce.
  void compute(std::span<CountedContext> contexts) {
    assert(contexts.size() <= kMostAtOnce);
    for (const CountedContext& context : contexts) corpus_.prefetch(context.position);
    for (std::size_t i = 0; i < contexts.size(); ++i) look_back(i, contexts[i].position);
    for_each_shorter(contexts.size(), [](const NgramCounts& counts, std::uint32_t hash, const CountedContext*&) {
      counts.prefetch_context(hash);
    });
    for_each_shorter(contexts.size(), [](const NgramCounts& counts, std::uint32_t hash, const CountedContext*& known) {
      known = counts.find(hash);
      if (known != nullptr) counts.prefetch_bytes(*known);
    });
    for (std::size_t i = 0; i < contexts.size(); ++i) contexts[i].saving = saving_of(contexts[i], i);
  }

 private:
  /// Finds out what is before the `i`th context.
  void look_back(std::size_t i, std::uint32_t position) {
    const TextState state = corpus_.state_at(position, sight_);
    last_[i] = state.byte(1);
    for (std::size_t s = 0; s < shorter_.size(); ++s) {
      hashes_[i * shorter_.size() + s] = hash_of(shorter_[s], state);
      counts_of(shorter_[s]).prefetch_index(hashes_[i * shorter_.size() + s]);
    }
  }

  /// Calls visit(counts, hash, known) for all shorter contexts of the first `contexts` ones.
  template <typename Visitor>
  void for_each_shorter(std::size_t contexts, Visitor visit) {
    for (std::size_t at = 0; at < contexts * shorter_.size(); ++at) {
      visit(counts_of(shorter_[at % shorter_.size()]), hashes_[at], known_[at]);
    }
  }

  float saving_of(const CountedContext& context, std::size_t i) {
    const std::span<const CountedByte> bytes = counts_of(kind_).bytes(context);
    expect(bytes, i);
    const double left = left_over(context, bytes);
    double saving = 0;
    double p_known = 0;
    double q_known = 0;
    for (const CountedByte& b : bytes) {
      const auto q = static_cast<double>(expected_[b.byte]);
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

  /// Fills in expected_ of the bytes `asked`: what is expected instead of the `i`th context.
  void expect(std::span<const CountedByte> asked, std::size_t i) {
    for (const CountedByte& a : asked) {
      expected_[a.byte] = order1_[last_[i]][a.byte];
      is_asked_[a.byte] = true;
    }
    for (std::size_t s = 0; s < shorter_.size(); ++s) {
      const CountedContext* known = known_[i * shorter_.size() + s];
      if (known != nullptr) expect_also(asked, *known, counts_of(shorter_[s]).bytes(*known));
    }
    for (const CountedByte& a : asked) is_asked_[a.byte] = false;
  }

  /// Takes in what `context`, with the bytes `known`, says of the bytes `asked`.
  void expect_also(std::span<const CountedByte> asked, const CountedContext& context,
                   std::span<const CountedByte> known) {
    const auto left = static_cast<float>(left_over(context, known));
    for (const CountedByte& a : asked) expected_[a.byte] *= left;
    std::size_t unseen = asked.size();
    for (const CountedByte& b : known) {
      if (!is_asked_[b.byte]) continue;
      expected_[b.byte] += static_cast<float>((b.count - kDiscount) / context.count);
      if (--unseen == 0) break;
    }
  }

  const NgramCounts& counts_of(ContextKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

  const Corpus& corpus_;
  const Order1Probabilities& order1_;
  const AllCounts& counts_;
  ContextKind kind_;
  std::vector<ContextKind> shorter_;
  Sight sight_;
  std::array<std::uint8_t, kMostAtOnce> last_{};  // byte before each context
  std::vector<std::uint32_t> hashes_;             // (contexts, shorter kinds)
  std::vector<const CountedContext*> known_;      // (contexts, shorter kinds), null where there is none
  std::array<float, 256> expected_{};
  std::array<bool, 256> is_asked_{};
};

}  // namespace

Order1Probabilities order1_probabilities(const Corpus& corpus) {
  constexpr float kUnseen = 0.02F;
  Order1Probabilities rows;
  for (auto& row : rows) row.fill(kUnseen);
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

void compute_savings(const Corpus& corpus, const Order1Probabilities& order1, AllCounts& counts, ContextKind kind) {
  Savings savings(corpus, order1, counts, kind);
  std::span<CountedContext> left = counts[static_cast<std::size_t>(kind)].contexts();
  while (!left.empty()) {
    const std::size_t count = std::min(left.size(), Savings::kMostAtOnce);
    savings.compute(left.first(count));
    left = left.subspan(count);
  }
}

}  // namespace pith
