#include "cli/train/written_files.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/files/file_error.h"
#include "pith/model_search.h"

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

/// Whether two names are of one file, which may not exist yet. A device that both name is none.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error)) return fs::is_regular_file(a, error);
  // A relative name none of whose parts exists would stay relative.
  const auto whole = [&error](const std::string& path) { return fs::weakly_canonical(fs::absolute(path), error); };
  return whole(a) == whole(b) && !fs::exists(a, error);
}

std::vector<std::string> written(const TrainCommandOptions& options) {
  std::vector<std::string> paths = {options.output};
  if (options.training_seconds > 0) paths.push_back(checkpoint_of(options));
  if (!options.log.empty()) paths.push_back(options.log);
  return paths;
}

std::vector<std::string> read(const TrainCommandOptions& options, const std::vector<CorpusFile>& texts) {
  std::vector<std::string> paths;
  for (const CorpusFile& text : texts) paths.push_back(text.path);
  for (const Arguments* arguments : {&options.corpus, &options.valid, &options.tune}) {
    for (const std::string& argument : *arguments) {
      if (argument.starts_with('@')) paths.push_back(argument.substr(1));
    }
  }
  if (!options.network.empty()) paths.push_back(options.network);
  const std::optional<std::string> from = options.from.empty() ? std::nullopt : find_model_file(options.from);
  if (from) paths.push_back(*from);
  return paths;
}

}  // namespace

std::string checkpoint_of(const TrainCommandOptions& options) { return options.output + ".checkpoint"; }

void refuse_written_inputs(const TrainCommandOptions& options, const std::vector<CorpusFile>& texts) {
  const std::vector<std::string> outputs = written(options);
  const std::vector<std::string> inputs = read(options, texts);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    std::error_code error;
    for (std::size_t other = 0; other < i; ++other) {
      if (same_file(outputs[i], outputs[other])) throw FileError(outputs[i], "is named for two outputs; name another");
    }
    if (!fs::exists(outputs[i], error)) continue;
    for (const std::string& input : inputs) {
      if (same_file(outputs[i], input)) throw FileError(outputs[i], "is both input and output; name another file");
    }
  }
}

}  // namespace pith::cli
