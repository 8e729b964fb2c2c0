#include "format/archives/block_header.h"

#include <cassert>
#include <string>

#include "base/varint.h"
#include "format/archives/damage.h"
#include "pith/predictor.h"

namespace pith {

namespace {

constexpr std::uint32_t kLastBit = 1;
constexpr std::uint32_t kStoredBit = 2;
constexpr std::uint32_t kSwappedBit = 4;
constexpr int kTextBytesShift = 3;
static_assert(kMaxBlockBytes <= UINT32_MAX >> kTextBytesShift);

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

void require_valid(const BlockHeader& header, std::uint64_t number, std::uint64_t offset) {
  const std::string text = "block " + std::to_string(number) + " of " + std::to_string(header.text_bytes) + " bytes ";
  if (header.text_bytes > kMaxBlockBytes) {
    throw damaged(offset, text + "is longer than a block can be");
  }
  if (header.text_bytes == 0 && !(number == 0 && header.last)) {
    throw damaged(offset, text + "is not all of an empty text");
  }
  if (header.saved_bytes > (header.stored ? 0 : header.text_bytes / 2)) {
    throw damaged(offset, text + "saves " + std::to_string(header.saved_bytes) + " at its line ends");
  }
  if (header.stored ? header.payload_bytes != header.text_bytes : header.payload_bytes >= header.text_bytes) {
    throw damaged(offset, text + "has a payload of " + std::to_string(header.payload_bytes));
  }
}

}  // namespace

void append(Bytes& out, const BlockHeader& header) {
  assert(header.text_bytes <= kMaxBlockBytes);
  const bool swapped = header.saved_bytes != 0;
  append_varint(out, header.text_bytes << kTextBytesShift | (swapped ? kSwappedBit : 0) |
                         (header.stored ? kStoredBit : 0) | (header.last ? kLastBit : 0));
  if (swapped) {
    append_varint(out, header.saved_bytes);
  }
  append_varint(out, header.payload_bytes);
}

BlockHeader read_block_header(ByteSource& archive, std::uint64_t number) {
  const std::uint64_t offset = archive.offset();
  const std::uint32_t tag = read_varint(archive);
  BlockHeader header;
  header.text_bytes = tag >> kTextBytesShift;
  header.stored = (tag & kStoredBit) != 0;
  header.last = (tag & kLastBit) != 0;
  if ((tag & kSwappedBit) != 0) {
    header.saved_bytes = read_varint(archive);
    if (header.saved_bytes == 0) {
      throw damaged(offset, "block " + std::to_string(number) + " swaps line ends and saves nothing");
    }
  }
  header.payload_bytes = read_varint(archive);
  require_valid(header, number, offset);
  return header;
}

}  // namespace pith
