#pragma once

#include <cstdint>

#include "base/bytes.h"

namespace pith {

// The kinds of sections. What is in those after the metadata is the business of src/model.
inline constexpr std::uint32_t kMetadataSection = 0;
inline constexpr std::uint32_t kNgramSection = 1;
inline constexpr std::uint32_t kMixingSection = 2;
inline constexpr std::uint32_t kNetworkSection = 3;
inline constexpr std::uint32_t kLastModelSectionKind = kNetworkSection;

/// A part of a model file. In one that was read, bytes.data() is a multiple of 64.
struct ModelSection {
  std::uint32_t kind = 0;
  ByteView bytes;
};

}  // namespace pith
