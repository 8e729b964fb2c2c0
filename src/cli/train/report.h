#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/train/options.h"
#include "cli/train/training_texts.h"
#include "pith/train.h"

namespace pith::cli {

/// What is told of a training that is done.
struct TrainOutcome {
  TrainReport report;
  std::uint64_t corpus_files = 0;  ///< without those left out
  std::uint64_t corpus_bytes = 0;
  LeftOutFiles left_out;
  double seconds = 0;
  std::uint64_t peak_memory_bytes = 0;
  std::optional<std::uint64_t> xz_bytes;  ///< of the held-out texts, each compressed alone
};

std::string train_sentences(const TrainCommandOptions& options, const TrainOutcome& outcome);
std::string train_json(const TrainCommandOptions& options, const TrainOutcome& outcome);

}  // namespace pith::cli
