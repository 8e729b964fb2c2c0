#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "cli/console/progress.h"
#include "pith/train.h"

namespace pith::cli {

/// The stages of training on stderr: on a terminal a line that tells how far the present one has come, and everywhere a
/// line that stays for each one that is finished. A stage without a total is announced, and tells of itself.
class StageProgress {
 public:
  explicit StageProgress(bool quiet) : quiet_(quiet) {}

  /// Finishes the stage before. Returns the counter of the new one.
  std::atomic<std::uint64_t>* begin(const TrainingStage& stage);

  /// After the last stage.
  void finish();

 private:
  bool quiet_;
  TrainingStage stage_;
  std::optional<Progress> progress_;
};

}  // namespace pith::cli
