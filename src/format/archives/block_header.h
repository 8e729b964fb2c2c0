#pragma once

#include <cstdint>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "format/archives/member_header.h"

namespace pith {

/// What precedes the payload of a block.
/// Invariants of one that was read: text_bytes <= kMaxBlockBytes; payload_bytes equal to text_bytes if stored, below it
/// if coded; text_bytes is 0 only in a last block, stored, that is block 0 or in a streamed member; saved_bytes <=
/// text_bytes / 2, and 0 if stored; lines <= text_bytes; continues only in streamed members, and not in block 0.
struct BlockHeader {
  std::uint32_t text_bytes = 0;
  std::uint32_t payload_bytes = 0;
  bool stored = false;
  bool last = false;
  std::uint32_t saved_bytes = 0;  ///< by swapping the line ends; 0 = not swapped
  std::uint32_t lines = 0;        ///< LFs in the text; 0 in the only block of a member, where they are not told
  bool continues = false;         ///< the predictor goes on from the block before

  bool operator==(const BlockHeader&) const = default;
};

/// True if block `number` is the only one of its member: nothing is told of its lines.
inline bool is_only_block(std::uint64_t number, const BlockHeader& header) { return number == 0 && header.last; }

/// The form of the member whose block `number` has this header; all blocks of a member that has several say kLong.
MemberForm form_of(const MemberHeader& member, std::uint64_t number, const BlockHeader& header);

/// The header of block `number`. REQUIRES: text_bytes <= kMaxBlockBytes; a short form is form_of() the block.
void append(Bytes& out, const BlockHeader& header, std::uint64_t number, MemberForm form = MemberForm::kLong);

/// The header of block `number` of a long member. Throws Error kTruncated, kDamaged.
BlockHeader read_block_header(ByteSource& archive, std::uint64_t number, const MemberHeader& member);

/// The header of the block of a short member. Throws Error kTruncated, kDamaged.
BlockHeader read_sizes(ByteSource& archive, const ReadMember& member);

}  // namespace pith
