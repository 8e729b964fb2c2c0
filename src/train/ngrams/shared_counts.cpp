#include "train/ngrams/shared_counts.h"

#include <bit>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "pith/error.h"

namespace pith {

namespace {

constexpr std::size_t kContextBytes = 14;  // hash, position, count, length
constexpr std::size_t kByteBytes = 5;      // count, byte

Error strange(std::size_t rank) {
  return Error(
      ErrorCode::kInternal,
      "rank " + std::to_string(rank) + ": sends counts of other texts; run all ranks with the same program and files");
}

Bytes bytes_of(const NgramCounts& counts) {
  Bytes bytes;
  append_little_endian(bytes, std::uint64_t{counts.contexts().size()});
  for (const CountedContext& context : counts.contexts()) {
    append_little_endian(bytes, context.hash);
    append_little_endian(bytes, context.position);
    append_little_endian(bytes, context.count);
    append_little_endian(bytes, context.length);
    for (const CountedByte& byte : counts.bytes(context)) {
      append_little_endian(bytes, std::uint32_t{byte.count});
      bytes.push_back(byte.byte);
    }
  }
  return bytes;
}

NgramCounts counts_in(ByteView bytes, std::size_t rank) {
  if (bytes.size() < 8) throw strange(rank);
  const auto count = little_endian<std::uint64_t>(bytes);
  bytes = bytes.subspan(8);
  if (count > bytes.size() / kContextBytes) throw strange(rank);
  std::vector<CountedContext> contexts;
  std::vector<CountedByte> followed;
  contexts.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    if (bytes.size() < kContextBytes) throw strange(rank);
    CountedContext context{.hash = little_endian<std::uint32_t>(bytes),
                           .position = little_endian<std::uint32_t>(bytes.subspan(4)),
                           .count = little_endian<std::uint32_t>(bytes.subspan(8)),
                           .first = followed.size(),
                           .length = little_endian<std::uint16_t>(bytes.subspan(12))};
    bytes = bytes.subspan(kContextBytes);
    if (bytes.size() < kByteBytes * context.length) throw strange(rank);
    for (std::uint16_t s = 0; s < context.length; ++s, bytes = bytes.subspan(kByteBytes)) {
      followed.push_back({.byte = bytes[4], .count = little_endian<std::uint32_t>(bytes) & kMaxCount});
    }
    contexts.push_back(context);
  }
  return {std::move(contexts), std::move(followed)};
}

}  // namespace

void share_counts(AllCounts& counts, TrainingPeers& peers) {
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const std::size_t owner = kind % peers.size();
    const std::vector<Bytes> all = peers.exchange(owner == peers.rank() ? bytes_of(counts[kind]) : Bytes());
    if (owner != peers.rank()) counts[kind] = counts_in(all[owner], owner);
  }
}

void share_savings(AllCounts& counts, TrainingPeers& peers) {
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    const std::size_t owner = kind % peers.size();
    const auto contexts = counts[kind].contexts();
    Bytes mine;
    if (owner == peers.rank()) {
      for (const CountedContext& context : contexts) {
        append_little_endian(mine, std::bit_cast<std::uint32_t>(context.saving));
      }
    }
    const std::vector<Bytes> all = peers.exchange(mine);
    if (all[owner].size() != 4 * contexts.size()) throw strange(owner);
    for (std::size_t i = 0; i < contexts.size(); ++i) {
      contexts[i].saving = std::bit_cast<float>(little_endian<std::uint32_t>(ByteView(all[owner]).subspan(4 * i)));
    }
  }
}

}  // namespace pith
