#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/console/report.h"
#include "cli/options/command.h"
#include "cli/options/option_row.h"
#include "pith/train_peers.h"

namespace pith::cli {

struct TrainCommandOptions {
  std::string output;                 ///< ends in .pithm
  Arguments corpus;                   ///< at least one; see corpus_files.h
  std::string files0_from;            ///< a list of more of it, "" = none
  Arguments valid;                    ///< files and folders as well; empty = held out of the corpus
  Arguments tune;                     ///< the same; empty = parts of the corpus
  std::string update;                 ///< where what is learnt goes instead of a model; "" = a model is written
  std::string party = "me";           ///< who learns, of an update
  bool ngrams = true;                 ///< an update has n-grams
  int change_bits = 4;                ///< of a number of the network's change, of an update
  std::string rest;                   ///< a file for what the change left out; "" = it is lost
  std::string from;                   ///< the choice of a model to go on from, as that of -m; empty = from nothing
  std::uint64_t max_model_bytes = 0;  ///< 0 = by default_max_model_bytes()
  std::uint64_t sorting_bytes = 3'000'000'000;
  std::string name;
  std::string description;
  std::string bad_at;
  std::string licence;
  std::string date;               ///< YYYY-MM-DD
  double training_seconds = 0;    ///< of a network; 0 = none is trained
  std::uint32_t units = 0;        ///< of the network; 0 = not given
  std::string network;            ///< a file of tensors to take the network from
  std::string log;                ///< a CSV file that tells how the network gets better
  std::size_t local_steps = 200;  ///< of a network that several train
  bool resume = false;            ///< go on from the checkpoint
  bool keep_network = false;      ///< even if it does not pay
  bool mdl = false;               ///< choose sizes by minimum description length
  int threads = 1;
  int verbosity = 0;     ///< see Report
  bool progress = true;  ///< is shown
  bool force = false;    ///< overwrite
  bool json = false;
  bool help = false;
  TrainingPeers* peers = nullptr;  ///< those that train together; null = this process alone

  bool is_first() const { return peers == nullptr || peers->rank() == 0; }  ///< of them: it alone writes

  bool quiet() const { return verbosity < 0 || !progress || !is_first(); }  ///< no progress is shown
};

std::vector<OptionRow<TrainCommandOptions>> train_rows();

extern const CommandText kTrainText;

/// Throws Error kUsage.
void finish_train_options(TrainCommandOptions& options, Arguments files);

/// The command line that makes the same model: without what changes only how it is made.
std::string training_command(const TrainCommandOptions& options);

/// Learns an update, as options.update asks.
void train_update(const TrainCommandOptions& options, Report& report);

/// True if a network is trained, or taken from a file.
bool gives_network(const TrainCommandOptions& options);

/// What --max-size is where it is not given. `from_bytes`: of the model to go on from, 0 if there is none.
std::uint64_t default_max_model_bytes(const TrainCommandOptions& options, std::uint64_t from_bytes);

}  // namespace pith::cli
