#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/options/command.h"
#include "cli/options/runner.h"
#include "pith/codec.h"
#include "pith/predictor.h"

namespace pith::cli {

/// The things done to files with the flags of gzip, xz and zstd.
enum class Mode { kCompress, kDecompress, kTest, kList, kEstimate };

struct FileOptions {
  Mode mode = Mode::kCompress;
  int level = kDefaultLevel;
  int threads = 1;
  std::size_t block_bytes = kMaxBlockBytes;  ///< see CompressOptions
  int verbosity = 0;                         ///< see Report
  bool keep = false;                         ///< inputs stay
  bool recursive = false;                    ///< folders stand for the files below them
  bool progress = true;                      ///< a line on a terminal that tells how far a file has come
  bool force = false;                        ///< overwrite, follow links, let archives meet a terminal
  bool to_stdout = false;                    ///< every result to standard output
  bool json = false;                         ///< the list or table for programs
  bool help = false;                         ///< print help and do nothing else
  bool verify = false;                       ///< decode what was written, and compare, before it counts
  std::uint64_t max_output = 0;              ///< of decoding a file, in bytes; 0 = any
  std::uint64_t max_memory = 0;              ///< of coding, in bytes; 0 = any
  double flush_seconds = 0;                  ///< after which text is to be readable; 0 = when a block is full
  std::optional<TextPart> part;              ///< of the text, for decompress
  std::string like;                          ///< file of a text that both sides have, "" = none
  std::string files0_from;                   ///< a list of further files, "" = none
  std::string model;                         ///< see model_choice.h
  std::string suffix = ".pith";              ///< what the name of an archive ends in
  std::string output;                        ///< name of the only result, "" = derived from the input's
  Arguments files;                           ///< at least one; "-" is standard input

  bool quiet() const { return verbosity < 0 || !progress; }  ///< no progress is shown
};

/// What `mode` accepts, with the options that --help tells of there, and what --help says around them. `run` is what
/// all have in common.
CommandDefinition<FileOptions> file_definition(Mode mode, void (*run)(const FileOptions&, Report&));

}  // namespace pith::cli
