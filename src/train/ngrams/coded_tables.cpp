#include "train/ngrams/coded_tables.h"

#include <algorithm>
#include <span>

#include "model/ngrams/prefix_code.h"
#include "train/ngrams/bit_writer.h"
#include "train/ngrams/prefix_code_lengths.h"

namespace pith {

namespace {

/// Calls visit(gap, count class) for each successor.
template <typename Visitor>
void for_each_gap(const CodedContext& context, Visitor visit) {
  std::uint32_t next_rank = 0;
  for (const Successor& s : context.successors) {
    visit(s.rank - next_rank + 1, s.count_class);
    next_rank = s.rank + 1u;
  }
}

/// The prefix code of all successors, by how often each symbol is written.
class Code {
 public:
  explicit Code(const std::array<CodedTable, kContextKinds>& tables) {
    std::array<std::uint64_t, SuccessorCode::kSymbols> frequencies{};
    for (const CodedTable& table : tables) {
      for (const CodedContext& context : table.contexts) {
        ++frequencies[SuccessorCode::kEnd];
        for_each_gap(context, [&](std::uint32_t gap, std::uint32_t count_class) {
          ++frequencies[SuccessorCode::symbol(gap, count_class)];
        });
      }
    }
    lengths_ = prefix_code_lengths(frequencies, PrefixCode::kMaxLength);
    codes_ = canonical_codes(lengths_);
  }

  const Bytes& lengths() const { return lengths_; }

  void put(BitWriter& bits, const CodedContext& context) const {
    for_each_gap(context, [&](std::uint32_t gap, std::uint32_t count_class) {
      put(bits, SuccessorCode::symbol(gap, count_class));
      if (gap > SuccessorCode::kLongGap) bits.put(gap - 1, SuccessorCode::kLongGapBits);
    });
    put(bits, SuccessorCode::kEnd);
  }

 private:
  void put(BitWriter& bits, std::uint32_t symbol) const { bits.put(codes_[symbol], lengths_[symbol]); }

  Bytes lengths_;
  std::vector<std::uint32_t> codes_;
};

Bytes bucket_bytes(std::span<const CodedContext* const> contexts, int check_bits, const Code& code) {
  BitWriter bits;
  bits.put(static_cast<std::uint32_t>(contexts.size()), NgramTable::kSizeBits);
  for (const CodedContext* context : contexts) bits.put(context->check, check_bits);
  for (const CodedContext* context : contexts) code.put(bits, *context);
  return bits.finish();
}

/// The bytes of a bucket; contexts of the least worth are left out until it is within its limits. Those that can have
/// no place are left out at once, as a bucket may be given any number of contexts.
Bytes fitting_bucket(std::span<const CodedContext> contexts, int check_bits, const Code& code) {
  std::vector<const CodedContext*> by_worth;
  for (const CodedContext& context : contexts) by_worth.push_back(&context);
  std::ranges::stable_sort(by_worth, {}, &CodedContext::worth);
  const std::size_t room = NgramTable::kMaxContexts;
  std::vector<const CodedContext*> kept(by_worth.end() - static_cast<std::ptrdiff_t>(std::min(room, by_worth.size())),
                                        by_worth.end());
  for (;;) {
    std::vector<const CodedContext*> in_order = kept;
    std::ranges::sort(in_order);
    Bytes bytes = bucket_bytes(in_order, check_bits, code);
    if (bytes.size() <= NgramTable::kMaxBucketBytes) return bytes;
    kept.erase(kept.begin());
  }
}

void append_table(Bytes& section, ContextKind kind, const CodedTable& table, const Code& code) {
  std::span<const CodedContext> left = table.contexts;
  Bytes index;
  Bytes data;
  for (std::uint32_t bucket = 0; bucket < table.buckets || bucket % NgramTable::kGroupBuckets != 0; ++bucket) {
    if (bucket % NgramTable::kGroupBuckets == 0) append_little_endian(index, static_cast<std::uint32_t>(data.size()));
    const auto end = std::ranges::find_if(left, [&](const CodedContext& context) { return context.bucket != bucket; });
    const auto count = static_cast<std::size_t>(end - left.begin());
    const Bytes bytes = bucket < table.buckets ? fitting_bucket(left.first(count), table.check_bits, code) : Bytes();
    index.push_back(static_cast<std::uint8_t>(bytes.size()));
    data.insert(data.end(), bytes.begin(), bytes.end());
    left = left.subspan(count);
  }
  section.push_back(static_cast<std::uint8_t>(kind));
  section.push_back(static_cast<std::uint8_t>(table.check_bits));
  append_little_endian(section, table.buckets);
  append_little_endian(section, static_cast<std::uint32_t>(data.size()));
  section.insert(section.end(), index.begin(), index.end());
  section.insert(section.end(), data.begin(), data.end());
  section.insert(section.end(), NgramTable::kPadding, 0);
}

}  // namespace

void append(CodedTable& table, const KnownNgrams& known, ContextKind kind) {
  for (const KnownContext& context : known.contexts(kind)) {
    const std::span<const Successor> successors = known.successors(context);
    table.contexts.push_back({.bucket = context.bucket,
                              .check = context.check,
                              .worth = known_worth(context.count),
                              .count = context.count,
                              .successors = {successors.begin(), successors.end()}});
  }
}

void bring_into_order(std::vector<CodedContext>& table) {
  std::ranges::stable_sort(table, [](const CodedContext& a, const CodedContext& b) {
    if (a.bucket != b.bucket) return a.bucket < b.bucket;
    return a.check != b.check ? a.check < b.check : a.worth > b.worth;
  });
  const auto same_place = [](const CodedContext& a, const CodedContext& b) {
    return a.bucket == b.bucket && a.check == b.check;
  };
  table.erase(std::unique(table.begin(), table.end(), same_place), table.end());
  std::ranges::stable_sort(table, [](const CodedContext& a, const CodedContext& b) {
    return a.bucket != b.bucket ? a.bucket < b.bucket : a.count > b.count;
  });
}

Bytes section_of(ByteView ranks, const std::array<CodedTable, kContextKinds>& tables) {
  const Code code(tables);
  Bytes section(ranks.begin(), ranks.end());
  section.insert(section.end(), code.lengths().begin(), code.lengths().end());
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    if (tables[kind].contexts.empty()) continue;
    append_table(section, static_cast<ContextKind>(kind), tables[kind], code);
  }
  return section;
}

}  // namespace pith
