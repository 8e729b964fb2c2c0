#pragma once

#include <cstdint>
#include <string>

#include "pith/error.h"

namespace pith {

/// The Error kDamaged for what is wrong in the part of an archive that begins at byte `offset`.
inline Error damaged(std::uint64_t offset, const std::string& what) {
  return Error(ErrorCode::kDamaged,
               "the archive is damaged at byte " + std::to_string(offset) + ": " + what + "; get an intact copy");
}

}  // namespace pith
