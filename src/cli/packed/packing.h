#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace pith::cli {

/// How a stream of bytes is compressed.
enum class Packing { kNone, kGzip, kZstd, kXz };

/// As the first bytes of a stream tell; kMostMagicBytes of them suffice.
Packing packing_of_bytes(std::string_view begin);
inline constexpr std::size_t kMostMagicBytes = 6;

/// As the end of a file's name tells: .gz, .zst, .xz, or another.
Packing packing_of_name(const std::string& path);

/// Where a codec stands: what is left of its input, and of the room for its output. It moves both on.
struct PackingStep {
  std::span<const char> in;
  std::span<char> out;
  bool last;  ///< no input follows `in`
};

/// Packs or unpacks a stream step by step.
class PackingCodec {
 public:
  virtual ~PackingCodec() = default;

  /// Goes on until `step` has no input or no room left. True once all is done: with `last`, nothing is held back any
  /// more. Throws std::runtime_error saying what is wrong with the input: "ends early", "is damaged".
  virtual bool step(PackingStep& step) = 0;
};

/// Null for kNone. Throws Error kUsage where this build lacks that packing.
std::unique_ptr<PackingCodec> packer(Packing packing);
std::unique_ptr<PackingCodec> unpacker(Packing packing);

// Those of each kind.
std::unique_ptr<PackingCodec> gzip_packer();
std::unique_ptr<PackingCodec> gzip_unpacker();
std::unique_ptr<PackingCodec> xz_packer();
std::unique_ptr<PackingCodec> xz_unpacker();
std::unique_ptr<PackingCodec> zstd_packer();
std::unique_ptr<PackingCodec> zstd_unpacker();

}  // namespace pith::cli
