#include "cli/archives/file_commands.h"

#include <utility>

#include "cli/archives/given_archives.h"

namespace pith::cli {
namespace {

void run(const FileOptions& given, Report& report) {
  FileOptions options = given;
  options.files = given_archives(given, report);
  switch (options.mode) {
    case Mode::kCompress:
      return compress_files(options, report);
    case Mode::kDecompress:
      return decompress_files(options, report);
    case Mode::kTest:
      return test_files(options, report);
    case Mode::kList:
      return list_files(options, report);
    case Mode::kEstimate:
      return estimate_files(options, report);
  }
}

/// `mode` holds until a flag (-z, -d, -t, -l, -b) changes it.
Command file_command(Mode mode) {
  const CommandDefinition<FileOptions> definition = file_definition(mode, run);
  return {.text = definition.text, .options = definition.options(), .run = [definition, mode](const Arguments& given) {
            FileOptions options;
            options.mode = mode;
            Arguments words = options_of_environment(definition.options());
            words.insert(words.end(), given.begin(), given.end());
            const Arguments files = take_options(definition, words, options);
            const Mode chosen = options.mode;
            return run_with(file_definition(chosen, run), std::move(options), files);
          }};
}

}  // namespace

Command compress_command() { return file_command(Mode::kCompress); }
Command decompress_command() { return file_command(Mode::kDecompress); }
Command test_command() { return file_command(Mode::kTest); }
Command list_command() { return file_command(Mode::kList); }
Command estimate_command() { return file_command(Mode::kEstimate); }

}  // namespace pith::cli
