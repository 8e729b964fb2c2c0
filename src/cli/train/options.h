#pragma once

#include <cstdint>
#include <string>

#include "cli/console/command.h"

namespace pith::cli {

struct TrainCommandOptions {
  std::string output;    ///< ends in .pithm
  Arguments corpus;      ///< at least one; see corpus_files.h
  Arguments valid;       ///< likewise; empty = held out of the corpus
  std::string from;      ///< the choice of a model to go on from, as that of -m; empty = from nothing
  std::string max_size;  ///< empty = by default_max_model_bytes()
  std::string memory = "3G";
  std::uint64_t max_model_bytes = 0;  ///< what the two say; 0 = by default
  std::uint64_t sorting_bytes = 0;
  std::string name;
  std::string description;
  std::string licence;
  std::string date;             ///< YYYY-MM-DD
  std::string time;             ///< how long a network is trained, empty = not
  double training_seconds = 0;  ///< what it says
  std::uint32_t units = 512;    ///< of a new network
  std::string network;          ///< a file of tensors to take the network from
  std::string log;              ///< a CSV file that tells how the network gets better
  bool resume = false;          ///< go on from the checkpoint
  bool mdl = false;             ///< choose sizes by minimum description length
  int threads = 1;
  int verbosity = 0;   ///< see Report
  bool force = false;  ///< overwrite
  bool json = false;
  bool help = false;
};

/// Throws Error kUsage.
TrainCommandOptions parse_train_options(const Arguments& arguments);

/// The command line that makes the same model: without what changes only how it is made.
std::string training_command(const TrainCommandOptions& options);

/// True if a network is trained, or taken from a file.
bool gives_network(const TrainCommandOptions& options);

/// What --max-size is where it is not given. `from_bytes`: of the model to go on from, 0 if there is none.
std::uint64_t default_max_model_bytes(const TrainCommandOptions& options, std::uint64_t from_bytes);

std::string train_help();

}  // namespace pith::cli
