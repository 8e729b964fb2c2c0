#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "cli/train/options.h"
#include "pith/train.h"

namespace pith::cli {

/// The files and the lines on stderr that go with training a network: what it begins with, its checkpoints, its log.
class NetworkRun {
 public:
  /// Reads what there is to begin with. Throws FileError, and Error kUsage where a checkpoint would be lost.
  /// `options` outlive this.
  explicit NetworkRun(const TrainCommandOptions& options);
  ~NetworkRun();
  NetworkRun(const NetworkRun&) = delete;
  NetworkRun& operator=(const NetworkRun&) = delete;

  /// What train() is to do. Begins the log. Refers to this.
  NetworkOptions network_options();

  /// After the model is in place: the checkpoint has served.
  void remove_checkpoint() const;

 private:
  bool goes_on_with_log() const;
  void begin_log();
  void show(const NetworkProgress& progress);
  void save(const std::vector<std::uint8_t>& checkpoint) const;

  const TrainCommandOptions& options_;
  std::string checkpoint_path_;
  std::string farewell_;  // for whoever interrupts the training
  std::string start_name_;
  std::optional<std::vector<std::uint8_t>> start_;
  std::ofstream log_;
};

}  // namespace pith::cli
