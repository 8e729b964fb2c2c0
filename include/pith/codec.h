#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <span>
#include <vector>

#include "pith/export.h"
#include "pith/level.h"
#include "pith/model.h"
#include "pith/predictor.h"

namespace PITH_PUBLIC_NAMESPACE pith {

// Streams are read and written from where they stand, on the calling thread alone. They must be binary, and must report
// failure by their state: exceptions() == goodbit.

/// Bytes on both sides of a finished compress() or decompress().
struct CodecTotals {
  std::uint64_t text_bytes = 0;
  std::uint64_t archive_bytes = 0;
};

/// Blocks whose length that of the text alone decides: a text from 3 MiB on has two, one from 12 MiB on, or each 16 MiB
/// of a longer one, four.
inline constexpr std::size_t kBlocksBySize = 0;

struct CompressOptions {
  int level = kDefaultLevel;  ///< kMinLevel..kMaxLevel
  int threads = 1;            ///< blocks coded at once; 0 = one per core. Never changes the bytes written
  /// Advanced as text is coded, by any worker; for a progress display. May be null.
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
  /// What to predict from; the archive names it, and decoding needs it. Null: from empty.
  const Model* model = nullptr;
  /// How much text is coded on its own, at most kMaxBlockBytes, or kBlocksBySize. Shorter blocks give several threads
  /// work, and cost what each of them learns anew.
  std::size_t block_bytes = kMaxBlockBytes;
  /// A text that both sides have, below 2^32 bytes: predictors learn the last 16 MiB of it before each block, which
  /// takes its time, and decoding needs the same text. Empty: none. The archive has its length and hash.
  std::span<const std::uint8_t> like = {};
};

struct DecompressOptions {
  int threads = 1;  ///< blocks decoded at once; 0 = one per core
  /// Advanced as text is restored, by any worker. May be null.
  std::atomic<std::uint64_t>* text_bytes_done = nullptr;
  /// Returns the model of an identity that a member names, or of a short name (see pith/short_name.h), or throws Error
  /// kModel. Called on the calling thread, once for each of them. Empty: no model is known.
  std::function<Model(std::uint64_t identity)> find_model = nullptr;
  /// Bytes that decoding may take, models included; 0 = any. Fewer blocks are decoded at once, and a member that needs
  /// more is an Error kUsage.
  std::uint64_t max_memory_bytes = 0;
  /// The text that members were coded with, see CompressOptions. Empty: none is known.
  std::span<const std::uint8_t> like = {};
};

/// Reads `text` to its end, writes one archive member to `archive` and flushes it. Memory does not grow with the text.
/// Throws Error kUsage (level, threads, block_bytes), kIo (stream failure). What was written before an error is no
/// archive.
CodecTotals compress(std::istream& text, std::ostream& archive, const CompressOptions& options = {});

/// Sets its argument to text that has come and is to be readable at once, at most kMaxBlockBytes; false with the last.
using NextPiece = std::function<bool(std::vector<std::uint8_t>& piece)>;

/// Compresses a text that comes piece by piece, as compress() does, but so that each piece can be read before the next
/// has come: it is written and flushed as a block, and the next goes on with what was learnt. An archive that ends
/// early restores all pieces but the one that is not complete. On one thread; after each block_bytes of text a
/// predictor starts anew. Throws Error kUsage, kIo, and what `next_piece` throws.
CodecTotals compress_pieces(const NextPiece& next_piece, std::ostream& archive, const CompressOptions& options = {});

/// Reads one or more archive members up to the end of `archive`, writes the restored text and flushes it. A block is
/// written only after its check has passed; on an error in the archive, the blocks before it have been written.
/// Throws Error kUsage (threads), kNotPith, kVersion, kTruncated, kDamaged, kModel, kIo, and what find_model throws.
CodecTotals decompress(std::istream& archive, std::ostream& text, const DecompressOptions& options = {});

/// A part of a text: bytes or lines, counted from 0, from `begin` up to but not including `end`. A line ends with its
/// LF.
struct TextPart {
  enum class Unit { kBytes, kLines };

  Unit unit = Unit::kBytes;
  std::uint64_t begin = 0;
  std::uint64_t end = UINT64_MAX;
};

/// Restores a part of the text of an archive, or what there is of it, and decodes only the blocks that hold something
/// of it. Where the archive can seek, and ends with the indexes of its members, no others are read; else their headers
/// are. Works on one thread. What was neither read nor decoded is not checked. Totals are the text written and the
/// bytes up to the last block read. Throws as decompress().
CodecTotals decompress_part(std::istream& archive, std::ostream& text, const TextPart& part,
                            const DecompressOptions& options = {});

/// Facts of one archive member, read from its headers without decoding.
struct MemberInfo {
  int version = 0;
  int level = 0;
  std::uint64_t model_id = 0;    ///< 0 = coded without a model; of a short text a short_name()
  bool streamed = false;         ///< made by compress_pieces()
  std::uint64_t like_bytes = 0;  ///< of the text that both sides have, 0 = none
  std::uint64_t like_id = 0;     ///< its XXH3-64, by FORMAT.md
  std::uint64_t blocks = 0;
  std::uint64_t stored_blocks = 0;
  std::uint64_t swapped_blocks = 0;  ///< most of their lines end in CR LF, which is coded as LF
  std::uint64_t text_bytes = 0;
  std::uint64_t lines = 0;           ///< LFs in the text; of a member of one block they are not known: 0
  std::uint64_t archive_bytes = 0;   ///< headers included
  std::uint64_t overhead_bytes = 0;  ///< everything but coded or stored payload
};

/// The members of an archive, in order, read to its end. Payloads are neither decoded nor checked.
/// Throws Error kNotPith, kVersion, kTruncated, kDamaged (a header), kIo.
std::vector<MemberInfo> inspect(std::istream& archive);

/// True if `prefix`, the first `size` bytes of a file, begins like an archive. Three bytes suffice; fewer never do.
bool looks_like_archive(const void* prefix, std::size_t size);

}  // namespace pith
