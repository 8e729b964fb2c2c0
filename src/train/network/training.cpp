#include "train/network/training.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <string>
#include <utility>

#include "base/ordered_work.h"
#include "model/network_kernels/network_limits.h"
#include "pith/error.h"
#include "train/exchange/network_rounds.h"
#include "train/kernels/layout.h"
#include "train/network/cost.h"
#include "train/network/trainer.h"

namespace pith {

namespace {

constexpr double kPeakRate = 0.003;
constexpr double kLeastRate = 0.02;            ///< of the peak, at the end
constexpr double kWarmUpSteps = 200;           ///< in which the rate rises to its peak …
constexpr double kWarmUpShare = 0.05;          ///< … but in no more than this part of the time
constexpr int kEvaluations = 20;               ///< at most, spread over the time …
constexpr double kEvaluationShare = 0.1;       ///< … of which they take no more than this part
constexpr int kPatience = 6;                   ///< evaluations without progress before training ends early
constexpr double kFirstCheckpointSeconds = 1;  ///< and the pauses double …
constexpr double kCheckpointSeconds = 120;     ///< … up to this
constexpr double kRoundTables = 0.5;           ///< of the time, after which tables are rounded
constexpr std::size_t kAllStreams = 64;        ///< at least, of all groups
constexpr std::size_t kLeastStreams = 16;      ///< of a group
constexpr std::uint64_t kSeed = 1;

NetworkTrainerOptions trainer_options(const NetworkFile& start, double weight_decay, int threads, std::size_t rank) {
  NetworkTrainerOptions options;
  options.weight_decay = weight_decay;
  options.threads = worker_count(threads);
  options.groups = std::max<std::size_t>(2, options.threads);
  options.streams = std::max(kLeastStreams, kAllStreams / options.groups);
  options.seed = kSeed + start.steps + (std::uint64_t{rank} << 32);  // other text than before an interruption
  return options;
}

/// Seconds of training.
class Stopwatch {
 public:
  explicit Stopwatch(double seconds) : seconds_before_(seconds) {}

  double seconds() const { return seconds_before_ + since(start_); }

 private:
  using Clock = std::chrono::steady_clock;
  static double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

  double seconds_before_;
  Clock::time_point start_ = Clock::now();
};

/// One run of train_parameters().
class Training {
 public:
  Training(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation, NetworkFile start,
           const NetworkOptions& options, int threads, TrainingPeers* peers)
      : validation_(network_cuts(validation)),
        options_(options),
        seconds_before_(start.progress * options.seconds),
        watch_(seconds_before_),
        first_step_(start.steps),
        trainer_(trainer_options(start, options.weight_decay, threads, peers == nullptr ? 0 : peers->rank()), texts,
                 start),
        best_(std::move(start)) {
    if (peers != nullptr) {
      rounds_.emplace(*peers, best_.shape, options.rounds, best_.parameters);
      is_first_ = peers->rank() == 0;
    }
    next_evaluation_ = seconds_before_ + options_.seconds / kEvaluations;
    next_checkpoint_ = seconds_before_ + kFirstCheckpointSeconds;
  }

  NetworkTrainingResult run() {
    if (options_.resume && !validation_.empty() && is_first_) best_cost_ = cost_of(best_);
    if (rounds_) return run_rounds();
    while (watch_.seconds() + evaluation_seconds_ < options_.seconds && failures_ < kPatience) step();
    const double seconds = failures_ < kPatience ? options_.seconds : watch_.seconds();
    evaluate();
    return {.network = std::move(best_), .bytes = bytes_, .seconds = seconds, .bits_per_byte = best_cost_};
  }

 private:
  double cost_of(const NetworkFile& network) {
    const double begin = watch_.seconds();
    const double cost = network_bits_per_byte(network, validation_);
    evaluation_seconds_ = watch_.seconds() - begin;
    evaluating_seconds_ += evaluation_seconds_;
    return cost;
  }

  /// Rounds until number 0 says that the time is up. It alone evaluates; the others have its network, but not its best.
  NetworkTrainingResult run_rounds() {
    double seconds = seconds_before_;
    double round_seconds = 0;
    while (seconds + round_seconds < options_.seconds) {
      for (std::size_t i = 0; i < options_.rounds.local_steps; ++i) step_at(seconds / options_.seconds);
      const double before = seconds;
      const double now = failures_ < kPatience ? watch_.seconds() : options_.seconds;
      seconds = rounds_->end_round(trainer_.network().parameters, now);
      round_seconds = seconds - before;
      trainer_.adopt(rounds_->parameters(), rounds_->average());
      if (!is_first_) continue;
      if (seconds >= next_evaluation_) evaluate();
      save_now_and_then();
    }
    if (is_first_) {
      evaluate();
    } else {
      best_ = averaged(trainer_.up_to_date());
    }
    return {.network = std::move(best_), .bytes = bytes_, .seconds = seconds, .bits_per_byte = best_cost_};
  }

  void step() {
    step_at(watch_.seconds() / options_.seconds);
    if (watch_.seconds() >= next_evaluation_) evaluate();
    save_now_and_then();
  }

  void step_at(double progress) {
    const auto steps = static_cast<double>(trainer_.network().steps - first_step_);
    const double warm_up =
        std::max((steps + 1) / kWarmUpSteps, (progress - seconds_before_ / options_.seconds) / kWarmUpShare);
    rate_ = kPeakRate * network_rate(progress) * std::min(1.0, warm_up);
    if (progress >= kRoundTables && trainer_.network().steps_of_tables == NetworkTableSteps{}) trainer_.round_tables();
    const NetworkStep step = trainer_.step(rate_);
    bytes_ += trainer_.step_bytes() * (rounds_ ? rounds_->peers() : 1);
    recent_ += std::max(0.01, 1 / (steps + 1)) * (step.bits_per_byte - recent_);
  }

  void save_now_and_then() {
    if (options_.on_checkpoint && watch_.seconds() >= next_checkpoint_) {
      NetworkFile checkpoint = trainer_.up_to_date();
      checkpoint.progress = std::min(1.0, watch_.seconds() / options_.seconds);
      options_.on_checkpoint(network_file_bytes(checkpoint));
      next_checkpoint_ = watch_.seconds() + checkpoint_pause_;
      checkpoint_pause_ = std::min(2 * checkpoint_pause_, kCheckpointSeconds);
    }
  }

  void evaluate() {
    NetworkFile average = averaged(trainer_.up_to_date());
    const double cost = validation_.empty() ? recent_ : cost_of(average);
    const double pause = std::max(options_.seconds / kEvaluations, evaluation_seconds_ / kEvaluationShare);
    next_evaluation_ = watch_.seconds() + pause;
    ++failures_;
    if (cost < best_cost_ || validation_.empty()) {
      best_cost_ = cost;
      best_ = std::move(average);
      failures_ = 0;
    }
    if (!options_.on_progress) return;
    const double seconds = watch_.seconds();
    options_.on_progress(
        {.seconds = seconds,
         .seconds_left = std::max(0.0, options_.seconds - seconds),
         .bytes = bytes_,
         .bytes_per_second = static_cast<double>(bytes_) / (seconds - seconds_before_ - evaluating_seconds_),
         .rate = rate_,
         .train_bits_per_byte = recent_,
         .valid_bits_per_byte = cost});
  }

  std::vector<ByteView> validation_;
  const NetworkOptions& options_;
  double seconds_before_;
  Stopwatch watch_;
  std::uint64_t first_step_;
  NetworkTrainer trainer_;
  std::optional<NetworkRounds> rounds_;  // where several train
  bool is_first_ = true;                 // of them
  NetworkFile best_;
  double best_cost_ = std::numeric_limits<double>::infinity();
  int failures_ = 0;  // evaluations since the best
  double next_evaluation_ = 0;
  double evaluation_seconds_ = 0;  // that the last one took
  double evaluating_seconds_ = 0;  // that all took
  double next_checkpoint_ = 0;
  double checkpoint_pause_ = kFirstCheckpointSeconds;
  double rate_ = 0;
  double recent_ = 0;  // running mean of the bits a byte
  std::uint64_t bytes_ = 0;
};

}  // namespace

double network_rate(double progress) {
  return kLeastRate + (1 - kLeastRate) * (1 + std::cos(std::numbers::pi * std::clamp(progress, 0.0, 1.0))) / 2;
}

NetworkFile new_network(std::uint32_t units) {
  constexpr std::uint32_t kNumbers = 64;  // of embeddings
  const auto rows = [units](std::uint32_t each) { return std::min(each * units, kMaxTableRows); };
  NetworkFile network;
  network.shape = {
      .hidden = units,
      .embedding = kNumbers,
      .bigram_rows = rows(4),
      .embedded_rows = {rows(32), rows(64), rows(64), rows(32), rows(64), rows(32)},
      .slow = std::min(2 * units, kMaxUnits),
      .slow_embedding = kNumbers,
      .waist = std::min((units / 2 + kUnitsTogether - 1) / kUnitsTogether * kUnitsTogether, kMaxEmbeddingNumbers),
      .slow_rows = {rows(128), rows(32), rows(32), rows(4)}};
  network.parameters = initial_parameters(network.shape, kSeed);
  return network;
}

std::vector<ByteView> share_of(const std::vector<ByteView>& texts, std::size_t rank, std::size_t size) {
  std::vector<ByteView> share;
  std::size_t piece = 0;
  for (const ByteView text : texts) {
    for (std::size_t begin = 0; begin < text.size(); begin += kSharedBytes, ++piece) {
      if (piece % size == rank) share.push_back(text.subspan(begin, std::min(kSharedBytes, text.size() - begin)));
    }
  }
  if (share.empty()) {
    throw Error(ErrorCode::kUsage, "there is no text for rank " + std::to_string(rank) + " of " + std::to_string(size) +
                                       "; run fewer ranks, or give more texts");
  }
  return share;
}

NetworkTrainingResult train_parameters(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation,
                                       NetworkFile start, const NetworkOptions& options, int threads,
                                       TrainingPeers* peers) {
  if (peers == nullptr) return Training(texts, validation, std::move(start), options, threads, nullptr).run();
  return Training(share_of(texts, peers->rank(), peers->size()), validation, std::move(start), options, threads, peers)
      .run();
}

}  // namespace pith
