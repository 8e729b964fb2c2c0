#include "codec/require_level.h"

#include <string>

#include "pith/error.h"
#include "pith/level.h"

namespace pith {

void require_level(int level) {
  if (level < kMinLevel || level > kMaxLevel) {
    throw Error(ErrorCode::kUsage, "there is no level " + std::to_string(level) + "; choose " +
                                       std::to_string(kMinLevel) + " (fastest) to " + std::to_string(kMaxLevel) +
                                       " (smallest)");
  }
}

}  // namespace pith
