#include "codec/block_encoder.h"

#include <algorithm>
#include <utility>

#include "codec/coded_text.h"
#include "format/archives/block_check.h"

namespace pith {

namespace {

/// The block of `header`, which lacks what the payload tells; nothing = the text is stored.
CodedBlock finished(const MemberHeader& member, std::uint64_t number, BlockHeader header, CodedText text,
                    std::optional<Bytes> payload) {
  header.saved_bytes = payload ? text.saved_bytes : 0;
  header.payload_bytes = payload ? static_cast<std::uint32_t>(payload->size()) : header.text_bytes;
  header.stored = !payload;
  // Restored, not kept: beside the coded text and the predictor it would exceed memory_need().
  Bytes restored = restored_text(std::move(text)).value();
  CodedBlock block{.header = header, .payload = {}, .check = block_check(member, number, header, restored)};
  block.payload = payload ? *std::move(payload) : std::move(restored);
  return block;
}

/// What is known of a block before it is coded.
BlockHeader begun(std::uint64_t number, const TextBlock& block) {
  BlockHeader header{.text_bytes = static_cast<std::uint32_t>(block.text.size()), .last = block.last};
  if (!is_only_block(number, header)) header.lines = static_cast<std::uint32_t>(std::ranges::count(block.text, '\n'));
  return header;
}

}  // namespace

CodedBlock code_block(const MemberHeader& member, std::uint64_t number, TextBlock block, const Start& start,
                      Progress& progress) {
  const BlockHeader header = begun(number, block);
  CodedText text = coded_text(std::move(block.text));
  // An empty text has no shorter form, and needs no predictor to see that.
  std::optional<Bytes> payload =
      header.text_bytes == 0 ? std::nullopt : encode_text(start, text.bytes, header.text_bytes, progress);
  progress.advance(text.saved_bytes);
  return finished(member, number, header, std::move(text), std::move(payload));
}

bool RunEncoder::continues(std::size_t text_bytes) const {
  return text_bytes == 0 ? next_number_ > 0 : predictor_ && text_bytes_ + text_bytes <= run_bytes_;
}

CodedBlock RunEncoder::code(TextBlock block, Progress& progress) {
  BlockHeader header = begun(next_number_, block);
  header.continues = continues(header.text_bytes);
  if (!header.continues) text_bytes_ = 0;
  text_bytes_ += header.text_bytes;
  CodedText text = coded_text(std::move(block.text));
  std::optional<Bytes> payload;
  if (header.text_bytes != 0) {
    if (!header.continues) predictor_ = predictor_at(start_, kMaxBlockBytes);
    payload = encode_next(*predictor_, text.bytes, progress);
    if (payload->size() >= header.text_bytes) payload.reset();
  }
  progress.advance(text.saved_bytes);
  return finished(member_, next_number_++, header, std::move(text), std::move(payload));
}

}  // namespace pith
