#include "cli/console/stage_progress.h"

#include <string>

#include "cli/console/print.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

/// "[2/4] counting n-grams"
std::string headline(const TrainingStage& stage) {
  std::string text = "[";
  text += std::to_string(stage.number) + "/" + std::to_string(stage.count) + "] " + stage.name;
  return text;
}

}  // namespace

std::atomic<std::uint64_t>* StageProgress::begin(const TrainingStage& stage) {
  finish();
  stage_ = stage;
  if (stage.total_bytes == 0 && !quiet_) print_to_stderr(headline(stage) + "\n");
  progress_.emplace(headline(stage), stage.total_bytes / stage.passes, quiet_ || stage.total_bytes == 0, stage.passes);
  return progress_->counter();
}

void StageProgress::finish() {
  if (!progress_) return;
  const double seconds = progress_->seconds();
  progress_.reset();
  if (quiet_ || stage_.total_bytes == 0) return;
  const auto bytes = static_cast<double>(stage_.total_bytes / stage_.passes);
  print_to_stderr(headline(stage_) + ": " + fixed(bytes / 1e6, 1) + " MB in " + clock_time(seconds) + ", " +
                  speed_text(ratio(bytes, seconds)) + "\n");
}

}  // namespace pith::cli
