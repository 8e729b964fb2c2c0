#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/byte_source.h"
#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/block_index.h"
#include "format/archives/member_header.h"

namespace pith {

/// One block as it lies in an archive, payload and check not verified yet.
struct ArchiveBlock {
  MemberHeader member;       ///< as read: in a short member with a short name for its model
  std::uint64_t number = 0;  ///< in its member, from 0
  std::uint64_t begin = 0;   ///< offset in the archive of its first byte; for block 0 that is its member's header
  std::uint64_t end = 0;     ///< offset of the first byte after it, and after the index if it is the last
  BlockHeader header;
  Bytes payload;  ///< (header.payload_bytes); empty if it was passed over
  std::uint32_t check = 0;
};

/// Takes an archive apart, block by block through all of its members. Memory grows with the bytes that come, never with
/// what a header promises.
class ArchiveReader {
 public:
  /// REQUIRES: archive outlives this.
  explicit ArchiveReader(ByteSource& archive) : archive_(archive) {}

  /// As if the runs of a member that lie before the archive's place had been read; if there are none, its header is
  /// next.
  ArchiveReader(ByteSource& archive, const MemberHeader& member, const std::vector<Run>& before)
      : archive_(archive), member_({.header = member}), runs_(before), next_number_(runs_.blocks()) {}

  /// The next block; nothing after the last member, whatever zeros follow it.
  /// Throws Error kNotPith, kVersion, kTruncated, kDamaged, kIo.
  std::optional<ArchiveBlock> next();

  /// Reads up to the payload of the next block, which take_payload() or pass_payload() have to follow.
  std::optional<ArchiveBlock> next_header();
  void take_payload(ArchiveBlock& block);
  void pass_payload(ArchiveBlock& block);

 private:
  bool at_end();
  void finish(ArchiveBlock& block);
  void compare_index();

  ByteSource& archive_;
  ReadMember member_;
  RunCounter runs_;
  std::uint64_t next_number_ = 0;  ///< 0 = a member begins here
};

}  // namespace pith
