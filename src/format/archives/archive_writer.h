#pragma once

#include <cstddef>
#include <cstdint>

#include "base/byte_sink.h"
#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/block_index.h"
#include "format/archives/member_header.h"

namespace pith {

/// Writes a member, block by block.
class ArchiveWriter {
 public:
  /// REQUIRES: `archive` outlives this.
  ArchiveWriter(ByteSink& archive, const MemberHeader& member)
      : archive_(archive), member_(member), begin_(archive.offset()) {}

  /// Writes the header of the member now, if the text of its first block tells how it is written; else write() does.
  void begin(std::size_t text_bytes, bool last);

  /// The next block; after the last, what ends a member. REQUIRES: the block before was not the last; `check` is its
  /// block_check(). Throws Error kIo.
  void write(const BlockHeader& header, ByteView payload, std::uint32_t check);

  const MemberHeader& member() const { return member_; }

 private:
  ByteSink& archive_;
  MemberHeader member_;
  RunCounter runs_;
  std::uint64_t begin_;  // of the next block; of the first, of the member
  std::uint64_t next_number_ = 0;
  bool begun_ = false;  // the header is written
};

}  // namespace pith
