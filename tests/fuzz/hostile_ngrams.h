#pragma once

#include <array>
#include <cstdint>
#include <numeric>

#include "fuzz/choices.h"
#include "model/ngrams/table.h"
#include "model/text/context.h"
#include "train/ngrams/prefix_code_lengths.h"

namespace pith::fuzz {

/// An alphabet and its ranks: those of each byte begin elsewhere. Long alphabets are rare, as reading them takes long.
inline Bytes hostile_ranks(Choices& choices) {
  const std::size_t wanted = choices.byte();
  const std::size_t size = wanted < 250 ? 1 + wanted % 32 : 256;
  const std::size_t first = choices.byte();
  const std::size_t step = choices.byte();
  Bytes section;
  append_little_endian(section, static_cast<std::uint16_t>(size));
  for (std::size_t row = 0; row < size + 2; ++row) {
    for (std::size_t i = 0; i < size; ++i) {
      section.push_back(static_cast<std::uint8_t>(first + (row * step + i) % size));
    }
  }
  return section;
}

/// A complete code of one symbol, without an end of lists if it is not that, or of up to 16 symbols.
inline Bytes hostile_code(Choices& choices) {
  std::array<std::uint64_t, SuccessorCode::kSymbols> frequencies{};
  for (std::size_t symbols = 1 + choices.below(16); symbols > 0; --symbols) {
    frequencies[choices.below(frequencies.size())] += std::uint64_t{1} << choices.below(20);
  }
  return prefix_code_lengths(frequencies, PrefixCode::kMaxLength);
}

/// Bytes as they are given, or one byte again and again; those of 31 contexts and of lists without an end among them.
inline void append_bucket(Bytes& data, std::size_t size, Choices& choices) {
  const std::size_t end = data.size() + size;
  if (choices.byte() % 2 == 0) {
    const ByteView given = choices.bytes(size);
    data.insert(data.end(), given.begin(), given.end());
  } else if (size > 0) {
    data.push_back(choices.byte());
    data.resize(end, choices.byte());
  }
  data.resize(end);
}

/// A table whose index is as it should be, and whose buckets are not.
inline void append_table(Bytes& section, Choices& choices) {
  section.push_back(static_cast<std::uint8_t>(choices.below(NgramTable::kMaxCheckBits + 1)));
  const std::size_t groups = 1 + choices.below(3);
  const auto buckets = static_cast<std::uint32_t>(groups * NgramTable::kGroupBuckets - choices.below(8));
  Bytes index;
  Bytes data;
  for (std::size_t group = 0; group < groups; ++group) {
    append_little_endian(index, static_cast<std::uint32_t>(data.size()));
    for (int bucket = 0; bucket < NgramTable::kGroupBuckets; ++bucket) {
      index.push_back(choices.byte());
      append_bucket(data, index.back(), choices);
    }
  }
  append_little_endian(section, buckets);
  append_little_endian(section, static_cast<std::uint32_t>(data.size()));
  section.insert(section.end(), index.begin(), index.end());
  section.insert(section.end(), data.begin(), data.end());
  section.resize(section.size() + NgramTable::kPadding, choices.byte());
}

/// An n-gram section that a reader takes, whatever `choices` say.
inline Bytes hostile_ngrams(Choices& choices) {
  Bytes section = hostile_ranks(choices);
  const Bytes code = hostile_code(choices);
  section.insert(section.end(), code.begin(), code.end());
  const std::size_t tables = choices.below(4);
  std::size_t kind = choices.below(kContextKinds);
  for (std::size_t i = 0; i < tables && kind < kContextKinds; ++i) {
    section.push_back(static_cast<std::uint8_t>(kind));
    append_table(section, choices);
    kind += 1 + choices.below(6);
  }
  return section;
}

}  // namespace pith::fuzz
