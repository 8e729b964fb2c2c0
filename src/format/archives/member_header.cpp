#include "format/archives/member_header.h"

#include <cassert>
#include <string>

#include "format/archives/damage.h"
#include "pith/error.h"
#include "pith/level.h"
#include "pith/version.h"

namespace pith {

namespace {

constexpr int kLevelBits = 0x0f;
constexpr int kReservedBits = 0x70;
constexpr int kHasModel = 0x80;

void read_magic(ByteSource& archive) {
  const std::uint64_t start = archive.offset();
  for (const std::uint8_t expected : kMagic) {
    if (archive.byte() == expected) {
      continue;
    }
    if (start == 0) {
      throw Error(ErrorCode::kNotPith, "not a pith archive, it does not begin with B6 70 74 68; compress it first");
    }
    throw damaged(start, "what follows the last block is not another member");
  }
}

void read_version(ByteSource& archive) {
  const std::uint64_t offset = archive.offset();
  const int version = archive.byte();
  if (version == 0) {
    throw damaged(offset, "there is no format 0");
  }
  if (version > kFormatVersion) {
    throw Error(ErrorCode::kVersion, "the archive has format " + std::to_string(version) +
                                         ", this build reads formats up to " + std::to_string(kFormatVersion) +
                                         "; use a newer pith");
  }
}

}  // namespace

void append(Bytes& out, const MemberHeader& header) {
  assert(kMinLevel <= header.level && header.level <= kMaxLevel);
  out.insert(out.end(), kMagic.begin(), kMagic.end());
  out.push_back(static_cast<std::uint8_t>(kFormatVersion));
  out.push_back(static_cast<std::uint8_t>(header.level | (header.model_id != 0 ? kHasModel : 0)));
  if (header.model_id != 0) {
    append_little_endian(out, header.model_id);
  }
}

MemberHeader read_member_header(ByteSource& archive) {
  read_magic(archive);
  read_version(archive);
  const std::uint64_t offset = archive.offset();
  const int profile = archive.byte();
  MemberHeader header;
  header.level = profile & kLevelBits;
  if (header.level < kMinLevel || header.level > kMaxLevel || (profile & kReservedBits) != 0) {
    throw damaged(offset, "profile " + std::to_string(profile) + " is not defined");
  }
  if ((profile & kHasModel) != 0) {
    header.model_id = little_endian<std::uint64_t>(archive.exactly(sizeof(header.model_id)));
    if (header.model_id == 0) {
      throw damaged(offset, "a model is announced but not named");
    }
  }
  return header;
}

}  // namespace pith
