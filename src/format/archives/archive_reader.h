#pragma once

#include <cstdint>
#include <optional>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"

namespace pith {

/// One block as it lies in an archive, payload and check not verified yet.
struct ArchiveBlock {
  MemberHeader member;
  std::uint64_t number = 0;  ///< in its member, from 0
  std::uint64_t begin = 0;   ///< offset in the archive of its first byte; for block 0 that is its member's header
  std::uint64_t end = 0;     ///< offset of the first byte after it
  BlockHeader header;
  Bytes payload;  ///< (header.payload_bytes)
  std::uint32_t check = 0;
};

/// Takes an archive apart, block by block through all of its members. Memory grows with the bytes that come, never with
/// what a header promises.
class ArchiveReader {
 public:
  /// REQUIRES: archive outlives this.
  explicit ArchiveReader(ByteSource& archive) : archive_(archive) {}

  /// The next block; nothing after the last block of the last member, whatever zeros follow it.
  /// Throws Error kNotPith, kVersion, kTruncated, kDamaged, kIo.
  std::optional<ArchiveBlock> next();

 private:
  ByteSource& archive_;
  MemberHeader member_;
  std::uint64_t next_number_ = 0;  ///< 0 = a member begins here
};

}  // namespace pith
