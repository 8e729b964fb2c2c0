#include "codec/block_decoder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "codec/coded_text.h"
#include "format/archives/block_check.h"
#include "format/archives/damage.h"

namespace pith {

namespace {

Error damaged_block(const ArchiveBlock& block, const std::string& what) {
  return damaged(block.begin, "block " + std::to_string(block.number) + " " + what);
}

/// The text that `coded` was made from, by the header of its block.
Bytes restored(const ArchiveBlock& block, std::optional<Bytes> coded, Progress& progress) {
  progress.advance(block.header.saved_bytes);
  std::optional<Bytes> text;
  if (coded) text = restored_text({.bytes = *std::move(coded), .saved_bytes = block.header.saved_bytes});
  if (!text) throw damaged_block(block, "is not the coded form of any text");
  return *std::move(text);
}

void require_check(const ArchiveBlock& block, ByteView text) {
  if (block_check(block.member, block.number, block.header, text) != block.check) {
    throw damaged_block(block, "fails its check");
  }
  const auto lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
  if (!is_only_block(block.number, block.header) && lines != block.header.lines) {
    throw damaged_block(block, "has " + std::to_string(lines) + " lines, not " + std::to_string(block.header.lines));
  }
}

std::size_t coded_bytes(const BlockHeader& header) { return header.text_bytes - header.saved_bytes; }

}  // namespace

Bytes decode_block(ArchiveBlock block, const Start& start, Progress& progress) {
  Bytes text;
  if (block.header.stored) {
    progress.advance(block.payload.size());
    text = std::move(block.payload);
  } else {
    text = restored(block, decode_text(start, block.payload, coded_bytes(block.header), progress), progress);
  }
  require_check(block, text);
  return text;
}

Bytes RunDecoder::decode(ArchiveBlock block, const Start& start, Progress& progress) {
  Bytes stored_coded;
  if (block.header.stored) stored_coded = coded_text(block.payload).bytes;
  const std::size_t bytes = block.header.stored ? stored_coded.size() : coded_bytes(block.header);
  coded_bytes_ = bytes + (block.header.continues ? coded_bytes_ : 0);
  if (coded_bytes_ > kMaxBlockBytes) throw damaged_block(block, "continues more text than a predictor sees");
  if (!block.header.continues) predictor_ = predictor_at(start, kMaxBlockBytes);
  Bytes text;
  if (block.header.stored) {
    take_in(*predictor_, stored_coded);
    progress.advance(block.payload.size());
    text = std::move(block.payload);
  } else {
    text = restored(block, decode_next(*predictor_, block.payload, bytes, progress), progress);
  }
  require_check(block, text);
  return text;
}

}  // namespace pith
