#include "train/exchange/united_counts.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace pith {

namespace {

/// One context, as one of the parties has it.
struct Share {
  const CountedContext* context;
  const NgramCounts* counts;
};

/// What the parties have of one kind.
class KindUnion {
 public:
  KindUnion(std::uint32_t min_parties, UnitedCounts& result) : min_parties_(min_parties), result_(result) {}

  NgramCounts unite(std::vector<Share> shares) {
    std::ranges::stable_sort(shares, {}, [](const Share& share) { return share.context->hash; });
    for (std::size_t begin = 0; begin < shares.size();) {
      std::size_t end = begin + 1;
      while (end < shares.size() && shares[end].context->hash == shares[begin].context->hash) ++end;
      (add(std::span(shares).subspan(begin, end - begin)) ? result_.kept : result_.left_out) += 1;
      begin = end;
    }
    return {std::move(contexts_), std::move(bytes_)};
  }

 private:
  struct Tally {
    std::uint64_t count = 0;
    std::uint32_t parties = 0;
  };

  /// False if too few parties have it.
  bool add(std::span<const Share> shares) {
    if (shares.size() < min_parties_) return false;
    CountedContext sum = *shares.front().context;
    std::array<Tally, 256> tallies{};
    std::uint64_t count = 0;
    double saved = 0;
    for (const Share& share : shares) {
      if (share.context->position != sum.position) return false;  // two contexts of one hash
      count += share.context->count;
      saved += static_cast<double>(share.context->saving) * share.context->count;
      for (const CountedByte& byte : share.counts->bytes(*share.context)) {
        tallies[byte.byte].count += byte.count;
        ++tallies[byte.byte].parties;
      }
    }
    sum.count = static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX));
    sum.saving = static_cast<float>(saved / static_cast<double>(count));
    return add(sum, tallies);
  }

  bool add(CountedContext context, const std::array<Tally, 256>& tallies) {
    context.first = bytes_.size();
    for (std::uint32_t byte = 0; byte < tallies.size(); ++byte) {
      if (tallies[byte].parties == 0 || tallies[byte].parties < min_parties_) continue;
      const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(tallies[byte].count, kMaxCount));
      bytes_.push_back({.byte = byte & 255, .count = count & kMaxCount});
    }
    const auto added = std::span(bytes_).subspan(context.first);
    if (added.empty()) return false;
    context.length = static_cast<std::uint16_t>(added.size());
    std::ranges::stable_sort(added, [](CountedByte a, CountedByte b) { return a.count > b.count; });
    contexts_.push_back(context);
    return true;
  }

  std::uint32_t min_parties_;
  UnitedCounts& result_;
  std::vector<CountedContext> contexts_;
  std::vector<CountedByte> bytes_;
};

}  // namespace

UnitedCounts united_counts(const std::vector<Update>& updates, std::uint32_t min_parties) {
  UnitedCounts result;
  for (std::size_t kind = 0; kind < result.ngrams.size(); ++kind) {
    std::vector<Share> shares;
    for (const Update& update : updates) {
      for (const CountedContext& context : update.ngrams[kind].contexts()) {
        shares.push_back({&context, &update.ngrams[kind]});
      }
    }
    result.ngrams[kind] = KindUnion(min_parties, result).unite(std::move(shares));
  }
  return result;
}

}  // namespace pith
