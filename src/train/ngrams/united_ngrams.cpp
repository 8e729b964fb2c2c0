#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "train/ngrams/coded_tables.h"
#include "train/ngrams/writer.h"

namespace pith {

namespace {

/// Adds the successors of `other` to those of `context`.
void add_up(CodedContext& context, const CodedContext& other) {
  for (const Successor& s : other.successors) {
    const auto same = std::ranges::find(context.successors, s.rank, &Successor::rank);
    if (same == context.successors.end()) {
      context.successors.push_back(s);
      continue;
    }
    const double count = std::exp2(same->count_class) + std::exp2(s.count_class);
    const long sum = std::min<long>(std::lround(std::log2(count)), kCountClasses - 1);
    same->count_class = static_cast<std::uint8_t>(sum);
  }
  std::ranges::sort(context.successors, {}, &Successor::rank);
  context.count += other.count;
  context.worth = known_worth(context.count);
}

/// Makes one of those that have the same place.
void add_up_alike(std::vector<CodedContext>& contexts) {
  std::ranges::stable_sort(contexts, [](const CodedContext& a, const CodedContext& b) {
    return a.bucket != b.bucket ? a.bucket < b.bucket : a.check < b.check;
  });
  std::vector<CodedContext> united;
  for (CodedContext& context : contexts) {
    if (!united.empty() && united.back().bucket == context.bucket && united.back().check == context.check) {
      add_up(united.back(), context);
    } else {
      united.push_back(std::move(context));
    }
  }
  contexts = std::move(united);
}

}  // namespace

std::optional<Bytes> united_ngrams(const KnownNgrams& first, const KnownNgrams& second) {
  if (!std::ranges::equal(first.ranks(), second.ranks())) return std::nullopt;
  std::array<CodedTable, kContextKinds> tables;
  for (std::size_t i = 0; i < kContextKinds; ++i) {
    const auto kind = static_cast<ContextKind>(i);
    CodedTable& table = tables[i];
    for (const KnownNgrams* known : {&first, &second}) {
      if (!known->has(kind)) continue;
      if (table.buckets != 0 &&
          (table.buckets != known->buckets(kind) || table.check_bits != known->check_bits(kind))) {
        return std::nullopt;
      }
      table.buckets = known->buckets(kind);
      table.check_bits = known->check_bits(kind);
      append(table, *known, kind);
    }
    add_up_alike(table.contexts);
    bring_into_order(table.contexts);
  }
  return section_of(first.ranks(), tables);
}

}  // namespace pith
