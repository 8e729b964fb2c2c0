#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/byte_source.h"
#include "base/bytes.h"

namespace pith {

/// The first bytes of every member, a pilcrow in Latin-1 and then "p". The next one, the profile, has its top bit set.
inline constexpr std::array<std::uint8_t, 2> kMagic = {0xb6, 0x70};
inline constexpr std::uint8_t kProfileBit = 0x80;

/// What a member says about all of its blocks.
struct MemberHeader {
  int level = 0;
  /// 0 = coded without a model. As it was read from a short member it is a short name, see pith/short_name.h.
  std::uint64_t model_id = 0;
  bool streamed = false;         ///< blocks may continue the one before them
  std::uint32_t like_bytes = 0;  ///< length of the text that both sides have; 0 = none
  std::uint64_t like_id = 0;     ///< what it is known by, see ReferenceText; 0 if there is none

  bool operator==(const MemberHeader&) const = default;
};

/// How a member is written; what it may be is told by form_of().
enum class MemberForm : std::uint8_t {
  kLong,
  kShort,      ///< one block, 2 bytes of sizes
  kShortWide,  ///< one block, 3 bytes of sizes
};

/// REQUIRES: kMinLevel <= level <= kMaxLevel; a model is named by its whole identity; neither streamed nor like_bytes
/// unless the form is kLong.
void append(Bytes& out, const MemberHeader& header, MemberForm form = MemberForm::kLong);

/// The same with the whole identity of the model in any form: what checks are over.
void append_with_identity(Bytes& out, const MemberHeader& header, MemberForm form);

struct ReadMember {
  MemberHeader header;
  MemberForm form = MemberForm::kLong;
};

/// Throws Error kNotPith (at the beginning of an archive), kVersion, kTruncated, kDamaged.
ReadMember read_member_header(ByteSource& archive);

/// True if `prefix` begins as a member does; three bytes suffice, fewer never do.
bool begins_member(ByteView prefix);

}  // namespace pith
