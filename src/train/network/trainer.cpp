#include "train/network/trainer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <thread>
#include <utility>

#include "train/kernels/kernel_choice.h"
#include "train/kernels/layout.h"
#include "train/network/table_step.h"

namespace pith {

namespace {

constexpr std::size_t kPart = std::size_t{1} << 16;  ///< parameters that one thread adds up at a time

NetworkRounding rounding_of(const NetworkFile& network) {
  return {.activation_step = NetworkStreams::kActivationStep,
          .embedding_step = network.steps_of_tables.embedding,
          .slow_table_step = network.steps_of_tables.slow_table};
}

}  // namespace

NetworkTrainer::NetworkTrainer(const NetworkTrainerOptions& options, const std::vector<ByteView>& texts,
                               NetworkFile start)
    : options_(options),
      streams_(start.shape, texts, options.groups, options.streams, options.steps, options.seed),
      network_(std::move(start)),
      kernels_(training_kernels(network_.shape)),
      optimiser_(network_, kernels_),
      touched_(NetworkLayout(network_.shape)) {
  for (std::size_t i = 0; i < options.groups; ++i) {
    groups_.push_back({.state = AlignedFloats(options.streams * network_.shape.hidden),
                       .slow_state = AlignedFloats(options.streams * network_.shape.slow),
                       .gradient = AlignedFloats(network_.parameters.size()),
                       .room = NetworkRoomOwner(network_.shape, options.steps, options.streams)});
  }
}

void NetworkTrainer::in_parallel(std::size_t parts, const std::function<void(std::size_t)>& work) const {
  const std::size_t threads = std::min(options_.threads, parts);
  std::vector<std::jthread> helpers;
  const auto run = [&](std::size_t thread) {
    for (std::size_t part = thread; part < parts; part += threads) work(part);
  };
  for (std::size_t thread = 1; thread < threads; ++thread) helpers.emplace_back(run, thread);
  run(0);
}

void NetworkTrainer::learn(std::size_t number) {
  Group& group = groups_[number];
  const NetworkWindow window = streams_.window(number);
  const NetworkPass pass{.shape = &network_.shape,
                         .parameters = network_.parameters.data(),
                         .rounding = rounding_of(network_),
                         .state = group.state.data(),
                         .slow_state = group.slow_state.data()};
  group.cost = kernels_.learn(pass, window, group.room.room(window.ticks.slots), group.gradient.data());
}

NetworkStep NetworkTrainer::step(double rate) {
  streams_.advance();
  touched_.clear();
  for (std::size_t i = 0; i < groups_.size(); ++i) touched_.add(streams_.window(i));
  in_parallel(groups_.size(), [this](std::size_t i) { learn(i); });
  double cost = 0;
  for (const Group& group : groups_) cost += group.cost;
  const double norm = add_up_gradients();
  if (std::isfinite(norm)) {
    const double clipped = norm > kMaxGradientNorm ? kMaxGradientNorm / norm : 1;
    const NetworkStepSize size{.rate = rate,
                               .matrix_rate = kMatrixRate * rate,
                               .gradient_scale = clipped / static_cast<double>(step_bytes()),
                               .weight_decay = kMatrixDecay + options_.weight_decay};
    optimiser_.step(size, touched_, groups_.front().gradient.data(),
                    [this](std::size_t parts, const auto& work) { in_parallel(parts, work); });
  } else {
    std::ranges::fill(groups_.front().gradient, 0.0F);
  }
  return {.bits_per_byte = cost / static_cast<double>(step_bytes()) * std::numbers::log2e, .gradient_norm = norm};
}

/// Into the first group's. Returns the norm, of the mean cost.
double NetworkTrainer::add_up_gradients() {
  struct Range {
    std::size_t begin;
    std::size_t count;
  };
  std::vector<Range> ranges;
  const std::size_t tables_begin = NetworkLayout(network_.shape).tables_begin();
  for (std::size_t begin = 0; begin < tables_begin; begin += kPart) {
    ranges.push_back({begin, std::min(kPart, tables_begin - begin)});
  }
  for (const TouchedRows::Table& table : touched_.tables()) {
    for (const std::uint32_t row : table.rows) {
      ranges.push_back({table.tensor.begin + row * table.tensor.columns, table.tensor.columns});
    }
  }
  std::vector<double> squares(ranges.size());
  in_parallel(ranges.size(), [&](std::size_t i) {
    const auto [begin, count] = ranges[i];
    float* const sum = groups_.front().gradient.data() + begin;
    for (std::size_t group = 1; group < groups_.size(); ++group) {
      float* const other = groups_[group].gradient.data() + begin;
      kernels_.add(count, other, sum);
      std::fill_n(other, count, 0.0F);
    }
    squares[i] = kernels_.sum_of_squares(count, sum);
  });
  return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0)) / static_cast<double>(step_bytes());
}

void NetworkTrainer::round_tables() {
  if (network_.shape.table_bits != 4) return;
  const NetworkLayout layout(network_.shape);
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
    network_.steps_of_tables.embedding[i] = fitting_step(network_.parameters, layout.embedding[i]);
  }
  for (std::size_t i = 0; i < kSlowTables; ++i) {
    network_.steps_of_tables.slow_table[i] = fitting_step(network_.parameters, layout.slow_table[i]);
  }
}

void NetworkTrainer::adopt(const std::vector<float>& parameters, const std::vector<float>& average) {
  optimiser_.catch_up();
  std::ranges::copy(parameters, network_.parameters.begin());
  std::ranges::copy(average, network_.average.begin());
}

const NetworkFile& NetworkTrainer::up_to_date() {
  optimiser_.catch_up();
  return network_;
}

NetworkFile averaged(const NetworkFile& network) {
  return {.shape = network.shape,
          .parameters = network.average.empty() ? network.parameters : network.average,
          .steps_of_tables = network.steps_of_tables,
          .steps = network.steps,
          .progress = network.progress};
}

double network_bits_per_byte(const NetworkFile& network, const std::vector<ByteView>& texts) {
  constexpr std::uint64_t kSeed = 1;
  std::size_t bytes = 0;
  std::size_t segments = 0;
  for (const ByteView text : texts) {
    bytes += text.size();
    segments += (text.size() + NetworkStreams::kSegmentBytes - 1) / NetworkStreams::kSegmentBytes;
  }
  const std::size_t count = std::min(kMeasuredStreams, segments);  // with more, some would only see beginnings
  NetworkStreams streams(network.shape, texts, 1, count, kMeasuredSteps, kSeed);
  AlignedFloats state(count * network.shape.hidden);
  AlignedFloats slow_state(count * network.shape.slow);
  NetworkRoomOwner room(network.shape, kMeasuredSteps, count);
  const NetworkPass pass{.shape = &network.shape,
                         .parameters = network.parameters.data(),
                         .rounding = rounding_of(network),
                         .state = state.data(),
                         .slow_state = slow_state.data()};
  const std::size_t windows = (bytes + streams.window_bytes() - 1) / streams.window_bytes();
  double cost = 0;
  for (std::size_t i = 0; i < windows; ++i) {
    streams.advance();
    const NetworkWindow window = streams.window(0);
    cost += training_kernels(network.shape).measure(pass, window, room.room(window.ticks.slots));
  }
  return cost / static_cast<double>(windows * streams.window_bytes()) * std::numbers::log2e;
}

}  // namespace pith
