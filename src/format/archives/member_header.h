#pragma once

#include <array>
#include <cstdint>

#include "base/byte_source.h"
#include "base/bytes.h"

namespace pith {

/// The first bytes of every member: a pilcrow in Latin-1, then "pth".
inline constexpr std::array<std::uint8_t, 4> kMagic = {0xb6, 0x70, 0x74, 0x68};

/// What a member says about all of its blocks.
struct MemberHeader {
  int level = 0;
  std::uint64_t model_id = 0;  ///< 0 = coded without a model

  bool operator==(const MemberHeader&) const = default;
};

/// REQUIRES: kMinLevel <= level <= kMaxLevel.
void append(Bytes& out, const MemberHeader& header);

/// Throws Error kNotPith (at the beginning of an archive), kVersion, kTruncated, kDamaged.
MemberHeader read_member_header(ByteSource& archive);

}  // namespace pith
