#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/byte_source.h"
#include "format/archives/block_index.h"
#include "format/archives/member_header.h"

namespace pith {

/// A member as its index tells of it.
struct IndexedMember {
  std::uint64_t begin = 0;  ///< offset in the archive of its first byte
  MemberHeader header;
  std::vector<Run> runs;
};

/// The members of an archive, found from its end: nothing unless the archive can seek and all of them have an index
/// whose check is right. Leaves the archive where it was. Throws Error kIo.
std::optional<std::vector<IndexedMember>> indexed_members(ByteSource& archive);

}  // namespace pith
