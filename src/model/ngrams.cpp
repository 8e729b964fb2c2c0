#include "model/ngrams.h"

#include <algorithm>
#include <string>

#include "model/section_reader.h"
#include "model/typical_history.h"

namespace pith {

namespace {

PrefixCode read_code(SectionReader& section, std::size_t symbols) {
  std::optional<PrefixCode> code = PrefixCode::from_lengths(section.take(symbols));
  if (!code) throw section.damaged("a prefix code is not complete");
  return *std::move(code);
}

SuccessorRanks read_ranks(SectionReader& section) {
  const std::size_t size = section.number<std::uint16_t>();
  if (size < 1 || size > 256) throw section.damaged("an alphabet of " + std::to_string(size) + " bytes");
  const ByteView alphabet = section.take(size);
  return {alphabet, section.take((size + 1) * size)};
}

/// The buckets of a table follow each other without gaps.
void require_index(const SectionReader& section, ByteView index, std::uint64_t data_bytes) {
  std::uint64_t begin = 0;
  for (; !index.empty(); index = index.subspan(NgramTable::kGroupBytes)) {
    if (little_endian<std::uint32_t>(index) != begin) throw section.damaged("a bucket is out of place");
    for (const std::uint8_t bytes : index.subspan(sizeof(std::uint32_t), NgramTable::kGroupBuckets)) {
      begin += bytes;
    }
  }
  if (begin != data_bytes) throw section.damaged("an index and its buckets differ in length");
}

NgramTable read_table(SectionReader& section, std::size_t alphabet_size) {
  const auto check_bits = static_cast<int>(section.number<std::uint8_t>());
  const auto buckets = section.number<std::uint32_t>();
  const auto data_bytes = section.number<std::uint32_t>();
  if (check_bits > 16 || buckets == 0) throw section.damaged("a table without buckets");
  PrefixCode gaps = read_code(section, alphabet_size + 1);
  const std::uint64_t groups = (std::uint64_t{buckets} + NgramTable::kGroupBuckets - 1) / NgramTable::kGroupBuckets;
  const ByteView index = section.take(groups * NgramTable::kGroupBytes);
  require_index(section, index, data_bytes);
  return {buckets, check_bits, std::move(gaps), index, section.take(std::uint64_t{data_bytes} + BitReader::kPadding)};
}

}  // namespace

Ngrams::Ngrams(ByteView bytes) {
  SectionReader section(bytes, "n-grams");
  ranks_ = read_ranks(section);
  classes_.reserve(kCountClasses + 1);
  for (int before = 0; before <= kCountClasses; ++before) {
    classes_.push_back(read_code(section, kCountClasses));
  }
  int next_kind = 0;
  while (!section.at_end()) {
    const int kind = section.number<std::uint8_t>();
    if (kind < next_kind || kind >= kContextKinds) throw section.damaged("no context " + std::to_string(kind));
    tables_[kind] = read_table(section, ranks_->size());
    next_kind = kind + 1;
  }
}

void Ngrams::recall(Context context, std::uint32_t hash, std::uint8_t last, std::uint32_t half,
                    std::uint8_t* histories) const {
  const auto& table = tables_[index(context)];
  if (!table) return;
  const std::optional<std::uint64_t> place = table->find(hash, classes_);
  if (!place) return;
  std::array<Successor, kMaxSuccessors> list;
  const int length = table->successors(*place, classes_, ranks_->after(ranking_byte(context, last)), list);
  // (node)(bit): at most 256 successors of up to 2^15, so a sum stays within 2^23.
  std::array<std::array<std::uint32_t, 2>, kNibbleHistories> counts{};
  for (const Successor& successor : std::span(list).first(static_cast<std::size_t>(length))) {
    if (half != 0 && (successor.byte | 0x100u) >> 4 != half) continue;
    const unsigned nibble = half != 0 ? successor.byte & 15u : successor.byte >> 4;
    std::size_t node = 0;
    for (int shift = 3; shift >= 0; --shift) {
      const std::size_t bit = nibble >> shift & 1;
      counts[node][bit] += 1u << successor.count_class;
      node = 2 * node + 1 + bit;
    }
  }
  for (int node = 0; node < kNibbleHistories; ++node) {
    const auto [zeros, ones] = counts[node];
    if ((zeros | ones) != 0) histories[node] = typical_history(zeros, ones);
  }
}

}  // namespace pith
