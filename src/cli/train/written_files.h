#pragma once

#include <string>
#include <vector>

#include "cli/corpus/corpus_files.h"
#include "cli/train/options.h"

namespace pith::cli {

/// What training leaves beside the model while it trains a network.
std::string checkpoint_of(const TrainCommandOptions& options);

/// Throws FileError if the model, its log or its checkpoint would be written over what is read: `texts`, lists, the
/// model or the tensors that training begins with; or over each other.
void refuse_written_inputs(const TrainCommandOptions& options, const std::vector<CorpusFile>& texts);

}  // namespace pith::cli
