#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"

namespace pith {

inline constexpr std::size_t kBlockCheckBytes = 4;

/// The check of block `number` of a member: over both headers as written and the restored text, so that nothing in an
/// archive can change, and no block move, unseen.
std::uint32_t block_check(const MemberHeader& member, std::uint64_t number, const BlockHeader& header, ByteView text);

}  // namespace pith
