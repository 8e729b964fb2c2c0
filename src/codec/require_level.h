#pragma once

namespace pith {

/// Throws Error kUsage unless kMinLevel <= level <= kMaxLevel.
void require_level(int level);

}  // namespace pith
