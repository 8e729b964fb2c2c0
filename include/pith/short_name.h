#pragma once

#include <cstdint>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The archive of a short text names its model by the first three bytes of the identity: a number that is no identity.
/// Its check is over all of the identity, so that another model of the same short name is refused.
inline constexpr std::uint64_t kLeastIdentity = std::uint64_t{1} << 40;
inline constexpr int kShortNameShift = 40;
constexpr std::uint64_t short_name(std::uint64_t identity) { return identity >> kShortNameShift; }
constexpr bool is_short_name(std::uint64_t name) { return name != 0 && name < std::uint64_t{1} << 24; }

/// Whether `name`, an identity or a short one, may stand for the model of `identity`.
constexpr bool names(std::uint64_t name, std::uint64_t identity) {
  return is_short_name(name) ? short_name(identity) == name : name == identity;
}

}  // namespace pith
