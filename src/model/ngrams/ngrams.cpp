#include "model/ngrams/ngrams.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>
#include <string>
#include <utility>

#include "base/section_reader.h"
#include "model/bits/typical_history.h"

namespace pith {

namespace {

PrefixCode read_code(SectionReader& section) {
  std::optional<PrefixCode> code = PrefixCode::from_lengths(section.take(SuccessorCode::kSymbols));
  if (!code) throw section.damaged("its prefix code is not complete");
  return *std::move(code);
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

NgramTable read_table(SectionReader& section, const SuccessorCode& code) {
  const auto check_bits = static_cast<int>(section.number<std::uint8_t>());
  const auto buckets = section.number<std::uint32_t>();
  const auto data_bytes = section.number<std::uint32_t>();
  if (check_bits > NgramTable::kMaxCheckBits || buckets == 0) throw section.damaged("a table cannot be so");
  const std::uint64_t groups = (std::uint64_t{buckets} + NgramTable::kGroupBuckets - 1) / NgramTable::kGroupBuckets;
  const ByteView index = section.take(groups * NgramTable::kGroupBytes);
  require_index(section, index, data_bytes);
  return {buckets, check_bits, code, index, section.take(std::uint64_t{data_bytes} + NgramTable::kPadding)};
}

/// REQUIRES: some nibble is known.
void write_histories(const NibbleCounts& leaves, std::uint8_t* histories) {
  const bit_history::TypicalTable& typical = bit_history::typical();
  for_each_known_decision(leaves, [&](std::size_t node, std::uint32_t zeros, std::uint32_t ones) {
    histories[node - 1] = typical_history(zeros, ones, typical);
  });
}

/// Of a byte; some processors count slowly.
constexpr std::array<std::uint8_t, 256> kLeadingZeros = [] {
  std::array<std::uint8_t, 256> zeros{};
  for (unsigned byte = 0; byte < zeros.size(); ++byte) {
    zeros[byte] = static_cast<std::uint8_t>(std::countl_zero(static_cast<std::uint8_t>(byte)));
  }
  return zeros;
}();

}  // namespace

Ngrams::Ngrams(ByteView section_bytes) {
  SectionReader section(section_bytes, "n-grams");
  ranks_ = SuccessorRanks::read(section);
  code_ = std::make_unique<const SuccessorCode>(read_code(section));
  int next_kind = 0;
  while (!section.at_end()) {
    const int kind = section.number<std::uint8_t>();
    if (kind < next_kind || kind >= kContextKinds) throw section.damaged("no context " + std::to_string(kind));
    tables_[kind] = read_table(section, *code_);
    next_kind = kind + 1;
  }
}

template <typename Take>
void Ngrams::for_each_successor(ContextKind context, std::uint64_t place, std::uint8_t last, Take take) const {
  const ByteView ranked = ranks_->after(ranking_byte(context, last));
  table(context).for_each_successor(place, [&](std::uint32_t rank, std::uint32_t count_class) {
    if (rank < ranked.size()) take(ranked[rank], count_class);
  });
}

void Ngrams::fill(SuccessorList& successors, ContextKind context, std::uint64_t place, std::uint8_t last) const {
  if (successors.place == place && successors.last == last) return;
  successors.place = place;
  successors.last = last;
  successors.first_nibbles = {};
  std::size_t count = 0;
  for_each_successor(context, place, last, [&](std::uint8_t byte, std::uint32_t count_class) {
    successors.bytes[count] = byte;
    successors.count_classes[count] = static_cast<std::uint8_t>(count_class);
    successors.first_nibbles.add(byte >> 4, count_class);
    ++count;
  });
  successors.count = count;
}

/// Eight bytes at a time are held against the first nibble, so that a long list takes little more than a short one.
NibbleCounts Ngrams::second_nibbles(const SuccessorList& successors, std::uint32_t half) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0xF0 * kOnes;
  const std::uint64_t wanted = (half & 15) * 0x10 * kOnes;
  NibbleCounts counts{};
  for (std::size_t i = 0; i < successors.count; i += sizeof(std::uint64_t)) {
    const std::uint64_t others = (little_endian<std::uint64_t>(ByteView(successors.bytes).subspan(i)) ^ wanted) & kHigh;
    // The top bit of each byte that is 0: its high half only, so that no carry comes from the byte below.
    std::uint64_t same = ~(((others >> 4) + 0x7F * kOnes)) & 0x80 * kOnes;
    for (; same != 0; same &= same - 1) {
      const std::size_t at = i + static_cast<std::size_t>(std::countr_zero(same)) / 8;
      if (at < successors.count) counts.add(successors.bytes[at] & 15, successors.count_classes[at]);
    }
  }
  return counts;
}

void Ngrams::recall(ContextKind context, std::uint64_t place, std::uint8_t last, std::uint32_t half,
                    SuccessorList& successors, std::uint8_t* histories) const {
  fill(successors, context, place, last);
  if (successors.count == 0) return;
  if (half == 0) {
    write_histories(successors.first_nibbles, histories);
    return;
  }
  const NibbleCounts counts = second_nibbles(successors, half);
  if (counts.known != 0) write_histories(counts, histories);
}

std::array<Ngrams::Decided, 8> Ngrams::way_counts(ContextKind context, std::uint32_t hash, std::uint8_t last,
                                                  std::uint8_t byte) const {
  const Place place = find(context, hash);
  // How often the way to `byte` was left after so many bits; 8: never. In parts, as a sum waits for the one before.
  constexpr std::size_t kParts = 2;
  std::array<std::array<std::uint32_t, kParts>, 9> leaving{};
  std::size_t part = 0;
  if (place) {
    for_each_successor(context, *place, last, [&](std::uint8_t successor, std::uint32_t count_class) {
      leaving[kLeadingZeros[successor ^ byte]][part++ % kParts] += 1u << count_class;
    });
  }
  const auto sum = [](const std::array<std::uint32_t, kParts>& parts) {
    return std::accumulate(parts.begin(), parts.end(), 0u);
  };
  std::array<Decided, 8> decided{};
  std::uint32_t staying = sum(leaving[8]);
  for (int i = 7; i >= 0; --i) {
    const std::uint32_t left = sum(leaving[i]);
    const bool one = (byte >> (7 - i) & 1) != 0;
    decided[i] = {.zeros = one ? left : staying, .ones = one ? staying : left};
    staying += left;
  }
  return decided;
}

void Ngrams::recall_way(ContextKind context, std::uint32_t hash, std::uint8_t last, std::uint8_t byte,
                        std::span<std::uint8_t, 8> histories) const {
  const std::array<Decided, 8> decided = way_counts(context, hash, last, byte);
  const bit_history::TypicalTable& typical = bit_history::typical();
  for (std::size_t i = 0; i < decided.size(); ++i) {
    const auto [zeros, ones] = decided[i];
    histories[i] = zeros + ones == 0 ? 0 : typical_history(zeros, ones, typical);
  }
}

}  // namespace pith
