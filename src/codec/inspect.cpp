#include <optional>
#include <vector>

#include "base/byte_source.h"
#include "format/archives/archive_reader.h"
#include "pith/codec.h"
#include "pith/version.h"

namespace pith {

std::vector<MemberInfo> inspect(std::istream& archive_stream) {
  ByteSource archive(archive_stream, "the archive");
  ArchiveReader reader(archive);
  std::vector<MemberInfo> members;
  while (std::optional<ArchiveBlock> block = reader.next_header()) {
    reader.pass_payload(*block);
    if (block->number == 0) {
      members.push_back({.version = kFormatVersion,
                         .level = block->member.level,
                         .model_id = block->member.model_id,
                         .streamed = block->member.streamed,
                         .like_bytes = block->member.like_bytes,
                         .like_id = block->member.like_id});
    }
    MemberInfo& member = members.back();
    const std::uint64_t block_bytes = block->end - block->begin;
    member.blocks += 1;
    member.stored_blocks += block->header.stored ? 1 : 0;
    member.swapped_blocks += block->header.saved_bytes != 0 ? 1 : 0;
    member.text_bytes += block->header.text_bytes;
    member.lines += block->header.lines;
    member.archive_bytes += block_bytes;
    member.overhead_bytes += block_bytes - block->header.payload_bytes;
  }
  return members;
}

bool looks_like_archive(const void* prefix, std::size_t size) {
  return begins_member({static_cast<const std::uint8_t*>(prefix), size});
}

}  // namespace pith
