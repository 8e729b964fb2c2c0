#pragma once

#include <vector>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// A level chooses how much evidence the predictor gathers: 1 is the fastest, 9 the smallest. What each level of a
/// format version computes is fixed by docs/format/FORMAT.md, and every archive carries its level.
inline constexpr int kMinLevel = 1;
inline constexpr int kMaxLevel = 9;
inline constexpr int kDefaultLevel = 6;

/// The lowest level of each kind of predictor: the levels between differ from the one below in memory alone. Without a
/// network the kinds are fewer; a model may have one.
std::vector<int> distinct_levels(bool has_network);

/// Upper bounds, in bytes, of what one worker thread needs at `level` on a text of any length. All threads share a
/// model, which takes Model::memory_bytes() more.
/// REQUIRES: kMinLevel <= level <= kMaxLevel.
struct MemoryNeed {
  long long compress_bytes;
  long long decompress_bytes;
};
MemoryNeed memory_need(int level);

}  // namespace pith
