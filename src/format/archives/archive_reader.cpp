#include "format/archives/archive_reader.h"

#include <algorithm>

#include "format/archives/block_check.h"
#include "format/archives/damage.h"

namespace pith {

namespace {

constexpr std::size_t kPaddingPiece = std::size_t{1} << 16;

/// Some media and tools fill up a file with zeros.
void require_zeros_to_the_end(ByteSource& archive) {
  const std::uint64_t offset = archive.offset();
  for (Bytes piece = archive.up_to(kPaddingPiece); !piece.empty(); piece = archive.up_to(kPaddingPiece)) {
    if (std::ranges::any_of(piece, [](std::uint8_t byte) { return byte != 0; })) {
      throw damaged(offset, "the zeros after the last block do not reach to the end");
    }
  }
}

}  // namespace

std::optional<ArchiveBlock> ArchiveReader::next() {
  ArchiveBlock block;
  block.begin = archive_.offset();
  if (next_number_ == 0) {
    if (block.begin != 0 && archive_.at_end()) {
      return std::nullopt;
    }
    if (block.begin != 0 && archive_.next_is(0)) {
      require_zeros_to_the_end(archive_);
      return std::nullopt;
    }
    member_ = read_member_header(archive_);
  }
  block.member = member_;
  block.number = next_number_;
  block.header = read_block_header(archive_, block.number);
  block.payload = archive_.exactly(block.header.payload_bytes);
  block.check = little_endian<std::uint32_t>(archive_.exactly(kBlockCheckBytes));
  block.end = archive_.offset();
  next_number_ = block.header.last ? 0 : block.number + 1;
  return block;
}

}  // namespace pith
