#include "format/archive_reader.h"

#include "format/block_check.h"

namespace pith {

std::optional<ArchiveBlock> ArchiveReader::next() {
  ArchiveBlock block;
  block.begin = archive_.offset();
  if (next_number_ == 0) {
    if (block.begin != 0 && archive_.at_end()) {
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
