#include "format/archives/read_varint.h"

#include "base/varint.h"
#include "format/archives/damage.h"

namespace pith {

std::uint32_t read_varint(ByteSource& archive) {
  const std::uint64_t offset = archive.offset();
  VarintReader varint;
  VarintReader::State state = VarintReader::State::kMore;
  while (state == VarintReader::State::kMore) {
    state = varint.take(archive.byte());
  }
  if (state == VarintReader::State::kInvalid) {
    throw damaged(offset, "a number is not in its shortest form");
  }
  return varint.number();
}

}  // namespace pith
