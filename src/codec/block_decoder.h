#pragma once

#include <cstddef>
#include <memory>

#include "base/bytes.h"
#include "base/progress.h"
#include "codec/text_coder.h"
#include "format/archives/archive_reader.h"
#include "pith/predictor.h"

namespace pith {

/// The text of a block that does not depend on others. REQUIRES: block.member has the whole identity of its model.
/// Throws Error kDamaged.
Bytes decode_block(ArchiveBlock block, const Start& start, Progress& progress);

/// Decodes the blocks of streamed members, one after the other.
class RunDecoder {
 public:
  /// The text of the next block. REQUIRES: that, and that it begins a run or follows the last one. Throws Error
  /// kDamaged.
  Bytes decode(ArchiveBlock block, const Start& start, Progress& progress);

 private:
  std::unique_ptr<Predictor::Impl> predictor_;
  std::size_t coded_bytes_ = 0;  // of the run
};

}  // namespace pith
