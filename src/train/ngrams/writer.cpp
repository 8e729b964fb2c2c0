#include "train/ngrams/writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/section_reader.h"
#include "model/ngrams/prefix_code.h"
#include "model/ngrams/successor_ranks.h"
#include "train/ngrams/bit_writer.h"
#include "train/ngrams/prefix_code_lengths.h"

namespace pith {

namespace {

constexpr int kNewCheckBits = 10;      ///< of a table that is not known yet
constexpr double kBucketBytes = 36;    ///< aimed at: shorter buckets are decoded faster, longer ones need less index
constexpr double kBucketContexts = 6;  ///< aimed at, at most

struct CodedContext {
  std::uint32_t bucket;
  std::uint32_t check;
  float worth;
  std::uint32_t count;
  std::vector<Successor> successors;  ///< by rank
};

/// The rank of each byte after each other.
class RankOf {
 public:
  explicit RankOf(ByteView section) {
    SectionReader reader(section, "n-grams");
    const SuccessorRanks ranks = SuccessorRanks::read(reader);
    for (std::uint32_t last = 0; last <= kNoByte; ++last) {
      const ByteView row = ranks.after(last);
      for (std::size_t rank = 0; rank < row.size(); ++rank) rank_[last][row[rank]] = static_cast<std::uint16_t>(rank);
    }
  }

  std::uint32_t operator()(std::uint32_t last, std::uint8_t byte) const { return rank_[last][byte]; }

 private:
  std::array<std::array<std::uint16_t, 256>, kNoByte + 1> rank_{};
};

std::vector<Successor> ranked(const LearntContext& context, const RankOf& rank_of) {
  std::vector<Successor> successors;
  for (const LearntByte& s : context.successors) {
    successors.push_back({static_cast<std::uint16_t>(rank_of(context.ranking_byte, s.byte)), s.count_class});
  }
  std::ranges::sort(successors, {}, &Successor::rank);
  return successors;
}

std::uint32_t bucket_count(const std::vector<LearntContext>& contexts) {
  std::size_t successors = 0;
  for (const LearntContext& context : contexts) successors += context.successors.size();
  const double bytes = (static_cast<double>(contexts.size()) * 14 + static_cast<double>(successors) * 5.3) / 8;
  const double buckets = std::max(bytes / kBucketBytes, static_cast<double>(contexts.size()) / kBucketContexts);
  return static_cast<std::uint32_t>(buckets) + 1;
}

/// The contexts of a kind, with the bucket and the check by which a model finds them.
struct CodedTable {
  std::uint32_t buckets = 0;
  int check_bits = 0;
  std::vector<CodedContext> contexts;
};

void append(CodedTable& table, const std::vector<LearntContext>& contexts, const RankOf& rank_of) {
  table.contexts.reserve(contexts.size());
  for (const LearntContext& context : contexts) {
    const std::uint32_t bucket = NgramTable::bucket_of(context.hash, table.buckets);
    const std::uint32_t check = NgramTable::check_of(context.hash, table.check_bits);
    table.contexts.push_back({bucket, check, context.worth, context.count, ranked(context, rank_of)});
  }
}

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

/// By bucket, frequent contexts first. Where two have the same bucket and check, the one of more worth stays.
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

CodedTable coded_table(ContextKind kind, const std::vector<LearntContext>& contexts, const KnownNgrams* known,
                       const RankOf& rank_of) {
  CodedTable table{.buckets = bucket_count(contexts), .check_bits = kNewCheckBits, .contexts = {}};
  const bool has_known = known != nullptr && known->has(kind);
  if (has_known) {
    table.buckets = known->buckets(kind);
    table.check_bits = known->check_bits(kind);
  }
  append(table, contexts, rank_of);
  if (has_known) append(table, *known, kind);
  bring_into_order(table.contexts);
  return table;
}

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

Bytes alphabet_and_ranks(const Corpus& corpus) {
  std::vector<std::array<std::uint64_t, 256>> counts(kNoByte + 1);
  for (std::uint32_t p = 0; p < corpus.bytes(); ++p) {
    ++counts[p == 0 ? 0 : corpus[p - 1]][corpus[p]];
    ++counts[kNoByte][corpus[p]];
  }
  Bytes alphabet;
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (counts[kNoByte][byte] != 0) alphabet.push_back(static_cast<std::uint8_t>(byte));
  }
  Bytes rows;
  const auto append_row = [&](const std::array<std::uint64_t, 256>& row) {
    Bytes ranked = alphabet;
    std::ranges::stable_sort(ranked, [&](std::uint8_t a, std::uint8_t b) {
      return row[a] != row[b] ? row[a] > row[b] : counts[kNoByte][a] > counts[kNoByte][b];
    });
    rows.insert(rows.end(), ranked.begin(), ranked.end());
  };
  for (const std::uint8_t last : alphabet) append_row(counts[last]);
  append_row(counts[kNoByte]);
  return SuccessorRanks::written(alphabet, rows);
}

Bytes write_ngrams(ByteView ranks, const LearntNgrams& ngrams, const KnownNgrams* known) {
  const RankOf rank_of(ranks);
  std::array<CodedTable, kContextKinds> tables;
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    tables[kind] = coded_table(static_cast<ContextKind>(kind), ngrams[kind], known, rank_of);
  }
  return section_of(ranks, tables);
}

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
