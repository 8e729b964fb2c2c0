#include "train/ngrams/known_ngrams.h"

#include <algorithm>
#include <tuple>

#include "model/ngrams/successor_ranks.h"

namespace pith {

namespace {

auto place_of(const KnownContext& context) { return std::tuple(context.bucket, context.check); }

/// Brings the contexts of one bucket, those from `first` on, into order. Of equal ones the first is the one that is
/// found; what nothing followed is of no use.
void keep_findable(std::vector<KnownContext>& contexts, std::size_t first) {
  const auto begin = contexts.begin() + static_cast<std::ptrdiff_t>(first);
  std::stable_sort(begin, contexts.end(), [](const auto& a, const auto& b) { return a.check < b.check; });
  const auto same = [](const KnownContext& a, const KnownContext& b) { return a.check == b.check; };
  const auto end = std::unique(begin, contexts.end(), same);
  const auto is_empty = [](const KnownContext& context) { return context.length == 0; };
  contexts.erase(std::remove_if(begin, end, is_empty), contexts.end());
}

}  // namespace

KnownNgrams::KnownNgrams(ByteView section_bytes) {
  const Ngrams ngrams(section_bytes);
  const SuccessorRanks& ranks = ngrams.ranks();
  ranks_ = section_bytes.first(ranks.section_bytes());
  for (const std::uint8_t byte : ranks.alphabet()) alphabet_.set(byte);
  for (std::uint32_t last = 0; last <= kNoByte; ++last) std::ranges::copy(ranks.after(last), byte_of_[last].begin());
  for (std::size_t kind = 0; kind < tables_.size(); ++kind) {
    const auto context_kind = static_cast<ContextKind>(kind);
    if (ngrams.has(context_kind)) read(ngrams.table(context_kind), tables_[kind]);
  }
}

void KnownNgrams::read(const NgramTable& from, Table& table) {
  table.buckets = from.buckets();
  table.check_bits = from.check_bits();
  const std::size_t alphabet_bytes = alphabet_.count();
  for (std::uint32_t bucket = 0; bucket < table.buckets; ++bucket) {
    const std::size_t first_of_bucket = table.contexts.size();
    from.for_each_context(bucket, [&](std::uint32_t check, std::span<const Successor> successors) {
      KnownContext context{.bucket = bucket, .check = check, .count = 0, .first = successors_.size(), .length = 0};
      for (const Successor& s : successors) {
        if (s.rank >= alphabet_bytes) break;
        successors_.push_back(s);
        context.count += 1u << s.count_class;
        ++context.length;
      }
      table.contexts.push_back(context);
    });
    keep_findable(table.contexts, first_of_bucket);
  }
}

const KnownContext* KnownNgrams::find(ContextKind kind, std::uint32_t hash) const {
  const Table& known = table(kind);
  const std::tuple place(NgramTable::bucket_of(hash, known.buckets), NgramTable::check_of(hash, known.check_bits));
  const auto found = std::ranges::lower_bound(known.contexts, place, {}, place_of);
  return found != known.contexts.end() && place_of(*found) == place ? &*found : nullptr;
}

std::vector<CountedByte> KnownNgrams::bytes(const KnownContext& context, std::uint32_t ranking_byte) const {
  std::vector<CountedByte> bytes;
  for (const Successor& s : successors(context)) {
    bytes.push_back({.byte = byte_of_[ranking_byte][s.rank], .count = 1u << s.count_class});
  }
  return bytes;
}

}  // namespace pith
