#include "format/archives/member_header.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "base/varint.h"
#include "format/archives/damage.h"
#include "format/archives/read_varint.h"
#include "pith/error.h"
#include "pith/level.h"
#include "pith/short_name.h"
#include "pith/version.h"

namespace pith {

namespace {

constexpr int kLevelBits = 0x0f;
constexpr int kHasModel = 0x10;
constexpr int kFormShift = 5;
constexpr int kFormBits = 3;
constexpr int kLaterForm = 3;

constexpr int kHasLike = 0x01;
constexpr int kStreamed = 0x02;
constexpr int kReservedOptions = 0xfc;

constexpr std::size_t kShortNameBytes = 3;

Error no_member(std::uint64_t start) {
  if (start == 0) {
    return Error(ErrorCode::kNotPith, "not a pith archive, it does not begin with B6 70; compress it first");
  }
  return damaged(start, "what follows the last block is not another member");
}

void require_known_form(ByteSource& archive, int form, std::uint64_t offset) {
  if (form != kLaterForm) {
    return;
  }
  const int version = archive.byte();
  if (version <= kFormatVersion) {
    throw damaged(offset, "format " + std::to_string(version) + " has no such profile");
  }
  throw Error(ErrorCode::kVersion, "the archive has format " + std::to_string(version) + ", this build reads format " +
                                       std::to_string(kFormatVersion) + "; use a newer pith");
}

std::uint64_t read_model(ByteSource& archive, MemberForm form, std::uint64_t offset) {
  const bool is_long = form == MemberForm::kLong;
  Bytes name = archive.exactly(is_long ? sizeof(std::uint64_t) : kShortNameBytes);
  name.resize(sizeof(std::uint64_t));
  const auto model = little_endian<std::uint64_t>(name);
  if (model == 0 || (is_long && model < kLeastIdentity)) {
    throw damaged(offset, "a model is announced but not named");
  }
  return model;
}

void read_like(ByteSource& archive, MemberHeader& header, std::uint64_t offset) {
  header.like_bytes = read_varint(archive);
  header.like_id = little_endian<std::uint64_t>(archive.exactly(sizeof(header.like_id)));
  if (header.like_bytes == 0) {
    throw damaged(offset, "a text that both sides have is announced and empty");
  }
}

void append(Bytes& out, const MemberHeader& header, MemberForm form, bool whole_identity) {
  assert(kMinLevel <= header.level && header.level <= kMaxLevel);
  assert(form == MemberForm::kLong || (!header.streamed && header.like_bytes == 0));
  out.insert(out.end(), kMagic.begin(), kMagic.end());
  out.push_back(static_cast<std::uint8_t>(kProfileBit | static_cast<int>(form) << kFormShift |
                                          (header.model_id != 0 ? kHasModel : 0) | header.level));
  if (form == MemberForm::kLong) {
    out.push_back(
        static_cast<std::uint8_t>((header.like_bytes != 0 ? kHasLike : 0) | (header.streamed ? kStreamed : 0)));
  }
  if (header.model_id != 0) {
    Bytes name;
    append_little_endian(name, whole_identity ? header.model_id : short_name(header.model_id));
    const std::size_t bytes = whole_identity ? name.size() : kShortNameBytes;
    out.insert(out.end(), name.begin(), name.begin() + static_cast<std::ptrdiff_t>(bytes));
  }
  if (header.like_bytes != 0) {
    append_varint(out, header.like_bytes);
    append_little_endian(out, header.like_id);
  }
}

}  // namespace

void append(Bytes& out, const MemberHeader& header, MemberForm form) {
  append(out, header, form, form == MemberForm::kLong);
}

void append_with_identity(Bytes& out, const MemberHeader& header, MemberForm form) { append(out, header, form, true); }

ReadMember read_member_header(ByteSource& archive) {
  const std::uint64_t offset = archive.offset();
  for (const std::uint8_t expected : kMagic) {
    if (archive.byte() != expected) throw no_member(offset);
  }
  const int profile = archive.byte();
  if ((profile & kProfileBit) == 0) throw no_member(offset);
  const int form = profile >> kFormShift & kFormBits;
  require_known_form(archive, form, offset);
  ReadMember member{.header = {.level = profile & kLevelBits}, .form = static_cast<MemberForm>(form)};
  if (member.header.level < kMinLevel || member.header.level > kMaxLevel) {
    throw damaged(offset, "there is no level " + std::to_string(member.header.level));
  }
  const int options = member.form == MemberForm::kLong ? archive.byte() : 0;
  if ((options & kReservedOptions) != 0) {
    throw damaged(offset, "options " + std::to_string(options) + " are not defined");
  }
  member.header.streamed = (options & kStreamed) != 0;
  if ((profile & kHasModel) != 0) member.header.model_id = read_model(archive, member.form, offset);
  if ((options & kHasLike) != 0) read_like(archive, member.header, offset);
  return member;
}

bool begins_member(ByteView prefix) {
  return prefix.size() > kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), prefix.begin()) &&
         (prefix[kMagic.size()] & kProfileBit) != 0;
}

}  // namespace pith
