#include "train/network/trainer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <thread>
#include <utility>

#include "train/network/kernel_choice.h"

namespace pith {

namespace {

constexpr std::size_t kPart = std::size_t{1} << 16;  ///< parameters that one thread moves at a time

std::size_t parts_of(std::size_t parameters) { return (parameters + kPart - 1) / kPart; }

std::size_t part_size(std::size_t parameters, std::size_t part) { return std::min(kPart, parameters - part * kPart); }

}  // namespace

RnnTrainer::RnnTrainer(const RnnTrainerOptions& options, const std::vector<ByteView>& texts, RnnFile start)
    : options_(options),
      kernels_(training_kernels()),
      streams_(start.shape, texts, options.groups, options.streams, options.steps, options.seed),
      network_(std::move(start)),
      groups_(options.groups) {
  const std::size_t parameters = network_.parameters.size();
  if (network_.first_moment.empty()) {
    network_.first_moment.resize(parameters);
    network_.second_moment.resize(parameters);
    network_.steps = 0;
  }
  for (Group& group : groups_) {
    group.state.resize(options.streams * network_.shape.hidden);
    group.gradient.resize(parameters);
    group.work.resize(workspace_floats(network_.shape, options.steps, options.streams));
  }
}

template <typename Work>
void RnnTrainer::in_parallel(std::size_t parts, Work work) const {
  const std::size_t threads = std::min(options_.threads, parts);
  std::vector<std::jthread> helpers;
  const auto run = [&](std::size_t thread) {
    for (std::size_t part = thread; part < parts; part += threads) work(part);
  };
  for (std::size_t thread = 1; thread < threads; ++thread) helpers.emplace_back(run, thread);
  run(0);
}

RnnStep RnnTrainer::step(double rate) {
  streams_.advance();
  in_parallel(groups_.size(), [&](std::size_t i) {
    Group& group = groups_[i];
    group.cost = kernels_.learn(network_.shape, network_.parameters.data(), streams_.window(i), group.state.data(),
                                group.gradient.data(), group.work.data());
  });
  double cost = 0;
  for (const Group& group : groups_) cost += group.cost;
  const double norm = add_up_gradients();
  move_parameters(rate, norm);
  return {.bits_per_byte = cost / static_cast<double>(step_bytes()) * std::numbers::log2e, .gradient_norm = norm};
}

/// Into the first group's. Returns the norm, of the mean cost.
double RnnTrainer::add_up_gradients() {
  const std::size_t parameters = network_.parameters.size();
  std::vector<double> squares(parts_of(parameters));
  in_parallel(squares.size(), [&](std::size_t part) {
    const std::size_t size = part_size(parameters, part);
    float* sum = groups_.front().gradient.data() + part * kPart;
    for (std::size_t i = 1; i < groups_.size(); ++i) {
      float* other = groups_[i].gradient.data() + part * kPart;
      kernels_.add(size, other, sum);
      std::fill_n(other, size, 0.0F);
    }
    squares[part] = kernels_.sum_of_squares(size, sum);
  });
  return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0)) / static_cast<double>(step_bytes());
}

void RnnTrainer::move_parameters(double rate, double norm) {
  ++network_.steps;
  const auto steps = static_cast<double>(network_.steps);
  const double first_bias = 1 - std::pow(AdamStep::kKeepFirst, steps);
  const double second_bias = std::sqrt(1 - std::pow(AdamStep::kKeepSecond, steps));
  const double clipped = norm > kMaxGradientNorm ? kMaxGradientNorm / norm : 1;
  const AdamStep step{.rate = static_cast<float>(rate * second_bias / first_bias),
                      .gradient_scale = static_cast<float>(clipped / static_cast<double>(step_bytes())),
                      .epsilon = static_cast<float>(1e-8 * second_bias),
                      .keep = static_cast<float>(1 - rate * options_.weight_decay)};
  const std::size_t parameters = network_.parameters.size();
  in_parallel(parts_of(parameters), [&](std::size_t part) {
    const std::size_t begin = part * kPart;
    kernels_.adam(step, part_size(parameters, part), network_.parameters.data() + begin,
                  groups_.front().gradient.data() + begin, network_.first_moment.data() + begin,
                  network_.second_moment.data() + begin);
  });
}

double rnn_bits_per_byte(const RnnShape& shape, const std::vector<float>& parameters,
                         const std::vector<ByteView>& texts) {
  constexpr std::uint64_t kSeed = 1;
  std::size_t bytes = 0;
  std::size_t segments = 0;
  for (const ByteView text : texts) {
    bytes += text.size();
    segments += (text.size() + RnnStreams::kSegmentBytes - 1) / RnnStreams::kSegmentBytes;
  }
  const std::size_t count = std::min(kMeasuredStreams, segments);  // with more, some would only see beginnings
  RnnStreams streams(shape, texts, 1, count, kMeasuredSteps, kSeed);
  AlignedFloats state(count * shape.hidden);
  AlignedFloats work(workspace_floats(shape, kMeasuredSteps, count));
  const std::size_t windows = (bytes + streams.window_bytes() - 1) / streams.window_bytes();
  double cost = 0;
  for (std::size_t i = 0; i < windows; ++i) {
    streams.advance();
    cost += training_kernels().measure(shape, parameters.data(), streams.window(0), state.data(), work.data());
  }
  return cost / static_cast<double>(windows * streams.window_bytes()) * std::numbers::log2e;
}

}  // namespace pith
