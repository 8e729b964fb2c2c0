#pragma once

#include <cstdint>

#include "base/byte_source.h"
#include "base/bytes.h"

namespace pith {

/// What precedes the payload of a block: its tag, saved_bytes and payload_bytes.
/// Invariants of one that was read: text_bytes <= kMaxBlockBytes; payload_bytes equal to text_bytes if stored, below it
/// if coded; text_bytes is 0 only in a block 0 that is the last; saved_bytes <= text_bytes / 2, and 0 if stored.
struct BlockHeader {
  std::uint32_t text_bytes = 0;
  std::uint32_t payload_bytes = 0;
  bool stored = false;
  bool last = false;
  std::uint32_t saved_bytes = 0;  ///< by swapping the line ends; 0 = not swapped

  bool operator==(const BlockHeader&) const = default;
};

/// REQUIRES: text_bytes <= kMaxBlockBytes.
void append(Bytes& out, const BlockHeader& header);

/// The header of block `number` of its member. Throws Error kTruncated, kDamaged.
BlockHeader read_block_header(ByteSource& archive, std::uint64_t number);

}  // namespace pith
