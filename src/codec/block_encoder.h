#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/bytes.h"
#include "base/progress.h"
#include "codec/text_block.h"
#include "codec/text_coder.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"
#include "pith/predictor.h"

namespace pith {

/// A block ready to be written.
struct CodedBlock {
  BlockHeader header;
  Bytes payload;
  std::uint32_t check = 0;
};

/// Block `number` of a member whose blocks do not depend on each other.
CodedBlock code_block(const MemberHeader& member, std::uint64_t number, TextBlock block, const Start& start,
                      Progress& progress);

/// Codes the blocks of a streamed member, one after the other.
class RunEncoder {
 public:
  /// A run has at most `run_bytes` of text, unless its first block has more. REQUIRES: run_bytes <= kMaxBlockBytes;
  /// what `start` points to outlives this.
  RunEncoder(const MemberHeader& member, const Start& start, std::size_t run_bytes)
      : member_(member), start_(start), run_bytes_(run_bytes) {}

  /// REQUIRES: the block before was not the last.
  CodedBlock code(TextBlock block, Progress& progress);

 private:
  bool continues(std::size_t text_bytes) const;

  MemberHeader member_;
  Start start_;
  std::size_t run_bytes_;
  std::uint64_t next_number_ = 0;
  std::unique_ptr<Predictor::Impl> predictor_;
  std::size_t text_bytes_ = 0;  // of the run: at least as much as its coded text
};

}  // namespace pith
