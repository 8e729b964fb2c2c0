#include "format/archives/archive_reader.h"

#include <algorithm>

#include "format/archives/block_check.h"
#include "format/archives/damage.h"

namespace pith {

namespace {

constexpr std::size_t kPaddingPiece = std::size_t{1} << 16;

/// Some media and tools fill up a file with zeros.
void require_zeros_to_the_end(ByteSource& archive) {
  const std::uint64_t offset = archive.offset();
  for (Bytes piece = archive.up_to(kPaddingPiece); !piece.empty(); piece = archive.up_to(kPaddingPiece)) {
    if (std::ranges::any_of(piece, [](std::uint8_t byte) { return byte != 0; })) {
      throw damaged(offset, "the zeros after the last block do not reach to the end");
    }
  }
}

}  // namespace

bool ArchiveReader::at_end() {
  if (next_number_ != 0 || archive_.offset() == 0) return false;
  if (archive_.at_end()) return true;
  if (!archive_.next_is(0)) return false;
  require_zeros_to_the_end(archive_);
  return true;
}

std::optional<ArchiveBlock> ArchiveReader::next_header() {
  if (at_end()) return std::nullopt;
  ArchiveBlock block;
  block.begin = archive_.offset();
  if (next_number_ == 0) {
    member_ = read_member_header(archive_);
    runs_ = RunCounter();
  }
  block.member = member_.header;
  block.number = next_number_;
  block.header = member_.form == MemberForm::kLong ? read_block_header(archive_, block.number, member_.header)
                                                   : read_sizes(archive_, member_);
  return block;
}

void ArchiveReader::take_payload(ArchiveBlock& block) {
  block.payload = archive_.exactly(block.header.payload_bytes);
  finish(block);
}

void ArchiveReader::pass_payload(ArchiveBlock& block) {
  archive_.pass(block.header.payload_bytes);
  finish(block);
}

std::optional<ArchiveBlock> ArchiveReader::next() {
  std::optional<ArchiveBlock> block = next_header();
  if (block) take_payload(*block);
  return block;
}

void ArchiveReader::finish(ArchiveBlock& block) {
  Bytes check = archive_.exactly(check_bytes(member_.form));
  check.resize(sizeof(block.check));
  block.check = little_endian<std::uint32_t>(check);
  runs_.add(block.header, archive_.offset() - block.begin);
  if (block.header.last && runs_.needs_index()) compare_index();
  block.end = archive_.offset();
  next_number_ = block.header.last ? 0 : block.number + 1;
}

void ArchiveReader::compare_index() {
  const std::uint64_t offset = archive_.offset();
  const Bytes index = index_bytes(member_.header, runs_.runs());
  if (archive_.exactly(index.size()) != index) {
    throw damaged(offset, "the index is not that of the blocks");
  }
}

}  // namespace pith
