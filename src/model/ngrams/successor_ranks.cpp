#include "model/ngrams/successor_ranks.h"

#include <bitset>
#include <string>

namespace pith {

namespace {

std::bitset<256> set_of(ByteView bytes) {
  std::bitset<256> set;
  for (const std::uint8_t byte : bytes) set.set(byte);
  return set;
}

}  // namespace

SuccessorRanks SuccessorRanks::read(SectionReader& section) {
  const std::size_t size = section.number<std::uint16_t>();
  if (size < 1 || size > 256) throw section.damaged("an alphabet of " + std::to_string(size) + " bytes");
  const ByteView alphabet = section.take(size);
  const ByteView ranks = section.take((size + 1) * size);
  const std::bitset<256> known = set_of(alphabet);
  if (known.count() != size) throw section.damaged("a byte is in the alphabet twice");
  for (std::size_t row = 0; row < ranks.size(); row += size) {
    if (set_of(ranks.subspan(row, size)) != known) throw section.damaged("its ranks are not those of the alphabet");
  }
  return {alphabet, ranks};
}

Bytes SuccessorRanks::written(ByteView alphabet, ByteView ranks) {
  Bytes section;
  section.reserve(SuccessorRanks(alphabet, ranks).section_bytes());
  append_little_endian(section, static_cast<std::uint16_t>(alphabet.size()));
  section.insert(section.end(), alphabet.begin(), alphabet.end());
  section.insert(section.end(), ranks.begin(), ranks.end());
  return section;
}

}  // namespace pith
