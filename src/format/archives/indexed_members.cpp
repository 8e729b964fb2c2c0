#include "format/archives/indexed_members.h"

#include <algorithm>

#include "pith/error.h"

namespace pith {

namespace {

constexpr std::uint64_t kPieceBytes = std::uint64_t{1} << 16;

/// Where the zeros begin that fill up an archive of `size` bytes.
std::uint64_t end_of_members(ByteSource& archive, std::uint64_t size) {
  for (std::uint64_t end = size; end > 0;) {
    const std::uint64_t begin = end - std::min(end, kPieceBytes);
    archive.go_to(begin);
    const Bytes piece = archive.exactly(static_cast<std::size_t>(end - begin));
    const auto last = std::find_if(piece.rbegin(), piece.rend(), [](std::uint8_t byte) { return byte != 0; });
    if (last != piece.rend()) return begin + static_cast<std::uint64_t>(piece.rend() - last);
    end = begin;
  }
  return 0;
}

/// The member whose index ends at `end`.
std::optional<IndexedMember> member_before(ByteSource& archive, std::uint64_t end) {
  if (end < kIndexTailBytes) return std::nullopt;
  archive.go_to(end - kIndexTailBytes);
  const std::uint64_t index_size = index_length(archive.exactly(kIndexTailBytes));
  if (index_size == 0 || index_size > end) return std::nullopt;
  archive.go_to(end - index_size);
  const Bytes index = archive.exactly(static_cast<std::size_t>(index_size));
  std::optional<std::vector<Run>> runs = runs_in(index);
  if (!runs) return std::nullopt;
  std::uint64_t bytes = index_size;
  for (const Run& run : *runs) bytes += run.bytes;
  if (bytes > end) return std::nullopt;
  archive.go_to(end - bytes);
  const ReadMember member = read_member_header(archive);
  if (member.form != MemberForm::kLong || index_bytes(member.header, *runs) != index) return std::nullopt;
  return IndexedMember{.begin = end - bytes, .header = member.header, .runs = *std::move(runs)};
}

std::optional<std::vector<IndexedMember>> members_before(ByteSource& archive, std::uint64_t end) {
  std::vector<IndexedMember> members;
  while (end > 0) {
    std::optional<IndexedMember> member = member_before(archive, end);
    if (!member) return std::nullopt;
    end = member->begin;
    members.push_back(*std::move(member));
  }
  std::ranges::reverse(members);
  return members.empty() ? std::nullopt : std::optional(std::move(members));
}

}  // namespace

std::optional<std::vector<IndexedMember>> indexed_members(ByteSource& archive) {
  const std::optional<std::uint64_t> size = archive.size();
  if (!size) return std::nullopt;
  const std::uint64_t here = archive.offset();
  std::optional<std::vector<IndexedMember>> members;
  try {
    members = members_before(archive, end_of_members(archive, *size));
  } catch (const Error& error) {  // of what only seemed to be a member
    if (error.code() == ErrorCode::kIo) throw;
  }
  archive.go_to(here);
  return members;
}

}  // namespace pith
