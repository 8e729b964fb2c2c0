#pragma once

#include <cstddef>
#include <string>

#include "base/bytes.h"
#include "pith/model.h"

namespace pith {

inline constexpr std::size_t kMaxMetadataBytes = std::size_t{1} << 20;

/// What breaks a rule of the format in `metadata`, in words; empty if nothing does.
std::string fault_of(const ModelMetadata& metadata);

/// The metadata section.
Bytes metadata_bytes(const ModelMetadata& metadata);

/// REQUIRES: section.size() <= kMaxMetadataBytes. Throws Error kDamaged, its message beginning with `name`.
ModelMetadata read_metadata(const std::string& name, ByteView section);

}  // namespace pith
