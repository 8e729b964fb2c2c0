#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace pith {

/// What the training of a network depends on, its time aside: it is gone on with only where all of this is the same.
struct TrainingTerms {
  double seconds = 0;        ///< that were asked for
  bool by_length = false;    ///< units and weight decay were chosen by trials
  std::string from;          ///< the model it goes on from, empty = none
  std::uint64_t corpus = 0;  ///< corpus_check() of its texts
};

/// A checkpoint: the tensor file of a network half trained, whose metadata hold how it was trained so far.
struct CheckpointRecord {
  TrainingTerms terms;
  std::uint32_t units = 0;  ///< that were asked for; where they are chosen by trials, the most
  std::string origin;       ///< the file that the network came from, empty = none
  double seconds = 0;       ///< that the training takes; fewer than asked for where trials took some
  double weight_decay = 0;  ///< see NetworkOptions
};

/// `network`: network_file_bytes(). The result is a tensor file too, and has a check of all its bytes.
Bytes checkpoint_bytes(ByteView network, const CheckpointRecord& record);

/// Throws Error kTruncated, kNotPith, kDamaged; messages begin with `name` and tell the remedy.
CheckpointRecord read_checkpoint(const std::string& name, ByteView bytes);

/// Throws Error kUsage, with a message that names it, where something is not as the checkpoint has it.
/// `units`: that are asked for now, 0 = those of the checkpoint.
void require_same(const std::string& name, const CheckpointRecord& record, const TrainingTerms& terms,
                  std::uint32_t units);

}  // namespace pith
