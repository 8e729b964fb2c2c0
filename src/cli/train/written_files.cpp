#include "cli/train/written_files.h"

#include "cli/corpus/file_list.h"
#include "cli/files/written_inputs.h"
#include "cli/models/model_choice.h"

namespace pith::cli {
namespace {

std::vector<std::string> written(const TrainCommandOptions& options) {
  std::vector<std::string> paths = {options.output};
  if (options.training_seconds > 0) paths.push_back(checkpoint_of(options));
  if (!options.log.empty()) paths.push_back(options.log);
  return paths;
}

std::vector<std::string> read(const TrainCommandOptions& options, const std::vector<CorpusFile>& texts) {
  std::vector<std::string> paths;
  for (const CorpusFile& text : texts) paths.push_back(text.path);
  for (const Arguments* arguments : {&options.corpus, &options.valid, &options.tune}) add_lists(paths, *arguments, "");
  add_lists(paths, {}, options.files0_from);
  if (!options.network.empty()) paths.push_back(options.network);
  if (!options.from.empty()) add_model_file(paths, options.from);
  return paths;
}

}  // namespace

std::string checkpoint_of(const TrainCommandOptions& options) { return options.output + ".checkpoint"; }

void refuse_written_inputs(const TrainCommandOptions& options, const std::vector<CorpusFile>& texts) {
  refuse_written_inputs(written(options), read(options, texts));
}

}  // namespace pith::cli
