#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"

namespace pith {

inline constexpr std::size_t kBlockCheckBytes = 4;
inline constexpr std::size_t kShortCheckBytes = 3;

/// How long the check of a block is in a member of `form`.
constexpr std::size_t check_bytes(MemberForm form) {
  return form == MemberForm::kLong ? kBlockCheckBytes : kShortCheckBytes;
}

/// The check of block `number` of a member, check_bytes() of it: over both headers as written and the restored text, so
/// that nothing in an archive can change, and no block move, unseen. REQUIRES: `member` has the whole identity of its
/// model, also where the archive has a short name.
std::uint32_t block_check(const MemberHeader& member, std::uint64_t number, const BlockHeader& header, ByteView text);

}  // namespace pith
