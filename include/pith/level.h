#pragma once

namespace pith {

/// A level chooses how much evidence the predictor gathers: 1 is the fastest, 9 the smallest. What each level of a
/// format version computes is fixed by docs/format/FORMAT.md, and every archive carries its level.
inline constexpr int kMinLevel = 1;
inline constexpr int kMaxLevel = 9;
inline constexpr int kDefaultLevel = 6;

/// Upper bounds, in bytes, of what one worker thread needs at `level` on a text of any length.
/// REQUIRES: kMinLevel <= level <= kMaxLevel.
struct MemoryNeed {
  long long compress_bytes;
  long long decompress_bytes;
};
MemoryNeed memory_need(int level);

}  // namespace pith
