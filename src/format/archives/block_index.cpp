#include "format/archives/block_index.h"

#include <array>
#include <cassert>
#include <utility>

#include "base/check.h"
#include "base/varint.h"

namespace pith {

namespace {

constexpr std::uint8_t kMark = 0xb6;
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kCheckBytes = 4;
static_assert(kIndexTailBytes == kLengthBytes + kCheckBytes + 1);

Bytes entries_of(const std::vector<Run>& runs) {
  Bytes entries;
  for (const Run& run : runs) {
    for (const std::uint32_t number : {run.text_bytes, run.lines, run.blocks, run.bytes}) {
      append_varint(entries, number);
    }
  }
  return entries;
}

std::uint32_t check_of(const MemberHeader& member, std::size_t runs, ByteView entries) {
  Bytes header;
  append(header, member);
  Check check(runs);
  check.update(header);
  check.update(entries);
  return static_cast<std::uint32_t>(check.digest());
}

/// Takes a number from the front of `bytes`; nothing if there is none.
std::optional<std::uint32_t> taken_varint(ByteView& bytes) {
  VarintReader varint;
  VarintReader::State state = VarintReader::State::kMore;
  while (state == VarintReader::State::kMore && !bytes.empty()) {
    state = varint.take(bytes[0]);
    bytes = bytes.subspan(1);
  }
  return state == VarintReader::State::kDone ? std::optional(varint.number()) : std::nullopt;
}

}  // namespace

RunCounter::RunCounter(std::vector<Run> runs) : runs_(std::move(runs)) {
  for (const Run& run : runs_) blocks_ += run.blocks;
}

void RunCounter::add(const BlockHeader& header, std::uint64_t bytes) {
  if (!header.continues) runs_.emplace_back();
  assert(!runs_.empty());
  Run& run = runs_.back();
  run.text_bytes += header.text_bytes;
  run.lines += header.lines;
  run.blocks += 1;
  run.bytes += static_cast<std::uint32_t>(bytes);
  ++blocks_;
}

Bytes index_bytes(const MemberHeader& member, const std::vector<Run>& runs) {
  Bytes index = entries_of(runs);
  const std::uint32_t check = check_of(member, runs.size(), index);
  append_little_endian(index, static_cast<std::uint32_t>(index.size()));
  append_little_endian(index, check);
  index.push_back(kMark);
  return index;
}

std::uint64_t index_length(ByteView tail) {
  if (tail.size() != kIndexTailBytes || tail.back() != kMark) return 0;
  return std::uint64_t{little_endian<std::uint32_t>(tail)} + kIndexTailBytes;
}

std::optional<std::vector<Run>> runs_in(ByteView index) {
  if (index.size() <= kIndexTailBytes) return std::nullopt;
  ByteView entries = index.first(index.size() - kIndexTailBytes);
  std::vector<Run> runs;
  while (!entries.empty()) {
    std::array<std::uint32_t, 4> numbers{};
    for (std::uint32_t& number : numbers) {
      const std::optional<std::uint32_t> taken = taken_varint(entries);
      if (!taken) return std::nullopt;
      number = *taken;
    }
    runs.push_back({.text_bytes = numbers[0], .lines = numbers[1], .blocks = numbers[2], .bytes = numbers[3]});
  }
  return runs;
}

}  // namespace pith
