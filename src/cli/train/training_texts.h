#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/corpus/corpus_files.h"
#include "cli/options/command.h"
#include "pith/model.h"
#include "pith/train.h"

namespace pith::cli {

/// The bytes of the files. Throws FileError, and Error kUsage where they are more than training takes.
std::vector<TrainingText> read_texts(const std::vector<CorpusFile>& files);

/// How many files of a corpus are left out, and why.
struct LeftOutFiles {
  std::uint64_t repeated = 0;  ///< with the content of another
  std::uint64_t held_out = 0;  ///< with the content of a text that is measured on
  std::uint64_t tuning = 0;    ///< with the content of a text that the mixing is tuned on
};

/// Leaves out of `files` and of `train.works`, which are those of the files, what works_left_out() names.
LeftOutFiles leave_out(std::vector<CorpusFile>& files, TrainOptions& train);

/// Writes into `metadata` what it says of a corpus: its totals, and each file with its SHA-256. More than
/// kMostNamedFiles are summed up by argument, with the SHA-256 of the lines that sha256sum prints for its files,
/// called by their names. `texts` are those of `files`.
void describe_corpus(ModelMetadata& metadata, const Arguments& arguments, const std::vector<CorpusFile>& files,
                     const std::vector<TrainingText>& texts);
inline constexpr std::size_t kMostNamedFiles = 256;

}  // namespace pith::cli
