#include "train/rnn_trainer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <thread>
#include <utility>

#include "train/rnn_kernel_choice.h"

namespace pith {

RnnTrainer::RnnTrainer(const RnnTrainerOptions& options, const std::vector<ByteView>& texts,
                       std::vector<float> parameters)
    : options_(options),
      kernels_(rnn_kernels()),
      streams_(options.shape, texts, options.groups, options.streams, options.steps, options.seed),
      parameters_(std::move(parameters)),
      first_(parameters_.size()),
      second_(parameters_.size()),
      groups_(options.groups) {
  for (Group& group : groups_) {
    group.state.resize(options.streams * options.shape.hidden);
    group.gradient.resize(parameters_.size());
    group.work.resize(workspace_floats(options.shape, options.steps, options.streams));
  }
}

template <typename Work>
void RnnTrainer::in_parallel(std::size_t parts, Work work) const {
  const std::size_t threads = std::min<std::size_t>(static_cast<std::size_t>(options_.threads), parts);
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
    group.cost = kernels_.learn(options_.shape, parameters_.data(), streams_.window(i), group.state.data(),
                                group.gradient.data(), group.work.data());
  });

  constexpr std::size_t kPart = std::size_t{1} << 16;
  const std::size_t parts = (parameters_.size() + kPart - 1) / kPart;
  const auto part_size = [&](std::size_t part) { return std::min(kPart, parameters_.size() - part * kPart); };
  std::vector<double> squares(parts);
  float* gradient = groups_.front().gradient.data();
  in_parallel(parts, [&](std::size_t part) {
    const std::size_t begin = part * kPart;
    for (std::size_t i = 1; i < groups_.size(); ++i) {
      float* other = groups_[i].gradient.data() + begin;
      kernels_.add(part_size(part), other, gradient + begin);
      std::fill_n(other, part_size(part), 0.0F);
    }
    squares[part] = kernels_.sum_of_squares(part_size(part), gradient + begin);
  });

  double cost = 0;
  for (const Group& group : groups_) cost += group.cost;
  double square = 0;
  for (const double part : squares) square += part;
  const auto targets = static_cast<double>(step_bytes());
  const double norm = std::sqrt(square) / targets;
  ++steps_done_;
  const double first_bias = 1 - std::pow(AdamStep::kKeepFirst, steps_done_);
  const double second_bias = std::sqrt(1 - std::pow(AdamStep::kKeepSecond, steps_done_));
  const AdamStep step{.rate = static_cast<float>(rate * second_bias / first_bias),
                      .gradient_scale = static_cast<float>(std::min(1.0, kMaxGradientNorm / norm) / targets),
                      .epsilon = static_cast<float>(1e-8 * second_bias)};
  in_parallel(parts, [&](std::size_t part) {
    const std::size_t begin = part * kPart;
    kernels_.adam(step, part_size(part), parameters_.data() + begin, gradient + begin, first_.data() + begin,
                  second_.data() + begin);
  });
  return {.bits_per_byte = cost / targets * std::numbers::log2e, .gradient_norm = norm};
}

double rnn_bits_per_byte(const RnnShape& shape, const std::vector<float>& parameters,
                         const std::vector<ByteView>& texts) {
  constexpr std::size_t kStreams = 32;
  constexpr std::size_t kSteps = 64;
  constexpr std::uint64_t kSeed = 1;
  RnnStreams streams(shape, texts, 1, kStreams, kSteps, kSeed);
  std::vector<float> state(kStreams * shape.hidden);
  std::vector<float> work(workspace_floats(shape, kSteps, kStreams));
  std::size_t bytes = 0;
  for (const ByteView text : texts) bytes += text.size();
  const std::size_t windows = (bytes + streams.window_bytes() - 1) / streams.window_bytes();
  double cost = 0;
  for (std::size_t i = 0; i < windows; ++i) {
    streams.advance();
    cost += rnn_kernels().measure(shape, parameters.data(), streams.window(0), state.data(), work.data());
  }
  return cost / static_cast<double>(windows * streams.window_bytes()) * std::numbers::log2e;
}

}  // namespace pith
