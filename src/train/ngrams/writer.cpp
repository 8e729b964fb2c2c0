#include "train/ngrams/writer.h"

#include <algorithm>
#include <array>

#include "base/section_reader.h"
#include "model/ngrams/successor_ranks.h"
#include "train/ngrams/coded_tables.h"

namespace pith {

namespace {

constexpr int kNewCheckBits = 10;      ///< of a table that is not known yet
constexpr double kBucketBytes = 36;    ///< aimed at: shorter buckets are decoded faster, longer ones need less index
constexpr double kBucketContexts = 6;  ///< aimed at, at most

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

void append(CodedTable& table, const std::vector<LearntContext>& contexts, const RankOf& rank_of) {
  table.contexts.reserve(contexts.size());
  for (const LearntContext& context : contexts) {
    const std::uint32_t bucket = NgramTable::bucket_of(context.hash, table.buckets);
    const std::uint32_t check = NgramTable::check_of(context.hash, table.check_bits);
    table.contexts.push_back({bucket, check, context.worth, context.count, ranked(context, rank_of)});
  }
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

}  // namespace pith
