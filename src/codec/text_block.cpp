#include "codec/text_block.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "pith/codec.h"

namespace pith {

namespace {

// From here on two and four blocks: none is below 1.5 MiB, where what a block has to learn anew is felt.
constexpr std::size_t kTwoFromBytes = std::size_t{3} << 20;
constexpr std::size_t kFourFromBytes = std::size_t{3} << 22;

}  // namespace

std::size_t blocks_by_size(std::size_t piece_bytes) {
  assert(piece_bytes <= kMaxBlockBytes);
  return piece_bytes < kTwoFromBytes ? 1 : piece_bytes < kFourFromBytes ? 2 : 4;
}

TextBlock next_text_block(ByteSource& text, std::size_t block_bytes) {
  assert(block_bytes >= 1);
  TextBlock block;
  block.text = text.up_to(block_bytes);
  block.last = block.text.size() < block_bytes || text.at_end();
  return block;
}

TextBlock TextCutter::next() {
  return block_bytes_ == kBlocksBySize ? next_by_size() : next_text_block(text_, block_bytes_);
}

TextBlock TextCutter::next_by_size() {
  if (begin_ == piece_.text.size()) {
    piece_ = next_text_block(text_);
    const std::size_t blocks = blocks_by_size(piece_.text.size());
    if (blocks == 1) return std::exchange(piece_, {});
    begin_ = 0;
    part_bytes_ = (piece_.text.size() + blocks - 1) / blocks;
  }
  const std::size_t end = std::min(begin_ + part_bytes_, piece_.text.size());
  TextBlock block;
  block.text.assign(piece_.text.begin() + static_cast<std::ptrdiff_t>(begin_),
                    piece_.text.begin() + static_cast<std::ptrdiff_t>(end));
  block.last = piece_.last && end == piece_.text.size();
  begin_ = end;
  if (begin_ == piece_.text.size()) {
    piece_ = {};
    begin_ = 0;
  }
  return block;
}

}  // namespace pith
