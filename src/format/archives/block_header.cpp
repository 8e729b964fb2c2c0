#include "format/archives/block_header.h"

#include <cassert>
#include <string>

#include "base/varint.h"
#include "format/archives/damage.h"
#include "format/archives/read_varint.h"
#include "pith/predictor.h"

namespace pith {

namespace {

constexpr std::uint32_t kLastBit = 1;
constexpr std::uint32_t kStoredBit = 2;
constexpr std::uint32_t kSwappedBit = 4;
constexpr std::uint32_t kContinuesBit = 8;
constexpr int kTextBytesShift = 4;
static_assert(kMaxBlockBytes <= UINT32_MAX >> kTextBytesShift);

/// How the sizes of a short member are written.
struct ShortSizes {
  std::size_t bytes;
  int text_bits;
  int payload_bits;

  bool hold(const BlockHeader& header) const {
    return header.text_bytes >> text_bits == 0 && header.payload_bytes >> payload_bits == 0;
  }
};

constexpr ShortSizes kNarrow = {.bytes = 2, .text_bits = 9, .payload_bits = 7};
constexpr ShortSizes kWide = {.bytes = 3, .text_bits = 13, .payload_bits = 11};

const ShortSizes& sizes_of(MemberForm form) {
  assert(form != MemberForm::kLong);
  return form == MemberForm::kShort ? kNarrow : kWide;
}

bool may_be_empty(const BlockHeader& header, std::uint64_t number, const MemberHeader& member) {
  return header.last && header.stored && header.continues == (number > 0) && (number == 0 || member.streamed);
}

void require_valid(const BlockHeader& header, std::uint64_t number, const MemberHeader& member, std::uint64_t offset) {
  const std::string text = "block " + std::to_string(number) + " of " + std::to_string(header.text_bytes) + " bytes ";
  if (header.text_bytes > kMaxBlockBytes) {
    throw damaged(offset, text + "is longer than a block can be");
  }
  if (header.text_bytes == 0 && !may_be_empty(header, number, member)) {
    throw damaged(offset, text + "is not all of an empty text");
  }
  if (header.continues && (number == 0 || !member.streamed)) {
    throw damaged(offset, text + "continues what cannot be continued");
  }
  if (header.lines > header.text_bytes) {
    throw damaged(offset, text + "has " + std::to_string(header.lines) + " lines");
  }
  if (header.saved_bytes > (header.stored ? 0 : header.text_bytes / 2)) {
    throw damaged(offset, text + "saves " + std::to_string(header.saved_bytes) + " at its line ends");
  }
  if (header.stored ? header.payload_bytes != header.text_bytes : header.payload_bytes >= header.text_bytes) {
    throw damaged(offset, text + "has a payload of " + std::to_string(header.payload_bytes));
  }
}

void require_form(MemberForm form, const MemberHeader& member, std::uint64_t number, const BlockHeader& header,
                  std::uint64_t offset) {
  if (form_of(member, number, header) != form) {
    throw damaged(offset, "a member is longer than it need be");
  }
}

void append_sizes(Bytes& out, const BlockHeader& header, MemberForm form) {
  const ShortSizes& sizes = sizes_of(form);
  assert(sizes.hold(header));
  Bytes both;
  append_little_endian(both, header.text_bytes | header.payload_bytes << sizes.text_bits);
  out.insert(out.end(), both.begin(), both.begin() + static_cast<std::ptrdiff_t>(sizes.bytes));
}

}  // namespace

MemberForm form_of(const MemberHeader& member, std::uint64_t number, const BlockHeader& header) {
  const bool plain = is_only_block(number, header) && !header.stored && header.saved_bytes == 0;
  if (!plain || member.streamed || member.like_bytes != 0 || !kWide.hold(header)) {
    return MemberForm::kLong;
  }
  return kNarrow.hold(header) ? MemberForm::kShort : MemberForm::kShortWide;
}

void append(Bytes& out, const BlockHeader& header, std::uint64_t number, MemberForm form) {
  if (form != MemberForm::kLong) {
    append_sizes(out, header, form);
    return;
  }
  assert(header.text_bytes <= kMaxBlockBytes);
  const bool swapped = header.saved_bytes != 0;
  append_varint(out, header.text_bytes << kTextBytesShift | (header.continues ? kContinuesBit : 0) |
                         (swapped ? kSwappedBit : 0) | (header.stored ? kStoredBit : 0) | (header.last ? kLastBit : 0));
  if (!is_only_block(number, header)) {
    append_varint(out, header.lines);
  }
  if (swapped) {
    append_varint(out, header.saved_bytes);
  }
  append_varint(out, header.payload_bytes);
}

BlockHeader read_block_header(ByteSource& archive, std::uint64_t number, const MemberHeader& member) {
  const std::uint64_t offset = archive.offset();
  const std::uint32_t tag = read_varint(archive);
  BlockHeader header;
  header.text_bytes = tag >> kTextBytesShift;
  header.continues = (tag & kContinuesBit) != 0;
  header.stored = (tag & kStoredBit) != 0;
  header.last = (tag & kLastBit) != 0;
  if (!is_only_block(number, header)) {
    header.lines = read_varint(archive);
  }
  if ((tag & kSwappedBit) != 0) {
    header.saved_bytes = read_varint(archive);
    if (header.saved_bytes == 0) {
      throw damaged(offset, "block " + std::to_string(number) + " swaps line ends and saves nothing");
    }
  }
  header.payload_bytes = read_varint(archive);
  require_valid(header, number, member, offset);
  require_form(MemberForm::kLong, member, number, header, offset);
  return header;
}

BlockHeader read_sizes(ByteSource& archive, const ReadMember& member) {
  const std::uint64_t offset = archive.offset();
  const ShortSizes& sizes = sizes_of(member.form);
  Bytes both = archive.exactly(sizes.bytes);
  both.resize(sizeof(std::uint32_t));
  const auto number = little_endian<std::uint32_t>(both);
  const BlockHeader header{
      .text_bytes = number & ((1U << sizes.text_bits) - 1), .payload_bytes = number >> sizes.text_bits, .last = true};
  require_valid(header, 0, member.header, offset);
  require_form(member.form, member.header, 0, header, offset);
  return header;
}

}  // namespace pith
