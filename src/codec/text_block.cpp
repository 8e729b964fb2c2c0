#include "codec/text_block.h"

#include <cassert>

namespace pith {

TextBlock next_text_block(ByteSource& text, std::size_t block_bytes) {
  assert(block_bytes >= 1);
  TextBlock block;
  block.text = text.up_to(block_bytes);
  block.last = block.text.size() < block_bytes || text.at_end();
  return block;
}

}  // namespace pith
