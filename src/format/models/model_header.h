#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// The first bytes of every model file: a pilcrow in Latin-1, then "ptm".
inline constexpr std::array<std::uint8_t, 4> kModelMagic = {0xb6, 0x70, 0x74, 0x6d};

inline constexpr int kModelVersion = 1;
inline constexpr std::size_t kMaxModelBytes = std::size_t{1} << 30;
inline constexpr std::size_t kMaxModelSections = 16;

/// Where the identity stands in a model file, and the bytes that suffice to read it.
inline constexpr std::size_t kIdentityOffset = 8;
inline constexpr std::size_t kIdentityEnd = kIdentityOffset + sizeof(std::uint64_t);

/// A row of the directory.
struct ModelEntry {
  std::uint32_t kind = 0;
  std::uint32_t offset = 0;
  std::uint32_t bytes = 0;
};

/// What precedes the sections of a model file.
/// Invariants of one that was read: kinds are known, ascend and begin with metadata; sections lie in order, each at the
/// first multiple of 64 after what precedes it, within file_bytes, where the last one ends.
struct ModelHeader {
  std::uint64_t identity = 0;
  std::uint32_t file_bytes = 0;
  std::vector<ModelEntry> entries;
};

/// The first multiple of 64 that is not below `offset`.
constexpr std::size_t section_begin(std::size_t offset) { return (offset + 63) / 64 * 64; }

/// The bytes of the header and directory of `sections` sections.
std::size_t model_header_bytes(std::size_t sections);

Bytes header_bytes(const ModelHeader& header);

/// Reads the header from a file's first bytes, at least those of the header unless the file is shorter.
/// Throws Error kNotPith, kVersion, kTruncated, kDamaged, its message beginning with `name`.
ModelHeader read_model_header(const std::string& name, ByteView file);

/// The identity that a file claims; 0 if it does not begin like a model of this version.
std::uint64_t claimed_identity(ByteView file);

/// The identity that the content of `file`, whole, gives it. REQUIRES: file.size() >= kIdentityEnd.
std::uint64_t identity_of(ByteView file);

}  // namespace pith
