#pragma once

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The version of this library and program, "MAJOR.MINOR.PATCH".
const char* version();

/// The archive format that compress() writes; decompress() reads it and, from the first release on, all before it.
inline constexpr int kFormatVersion = 2;

}  // namespace pith
