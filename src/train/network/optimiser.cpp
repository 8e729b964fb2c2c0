#include "train/network/optimiser.h"

#include <algorithm>
#include <cmath>

namespace pith {

NetworkOptimiser::NetworkOptimiser(NetworkFile& network, const TrainingKernels& kernels)
    : network_(network), kernels_(kernels), layout_(network.shape) {
  const std::size_t parameters = network_.parameters.size();
  if (network_.first_moment.empty()) {
    network_.first_moment.resize(parameters);
    network_.second_moment.resize(parameters);
    network_.steps = 0;
  }
  if (network_.average.empty()) network_.average = network_.parameters;
  for (const NetworkTensor* tensor : layout_.tensors()) {
    if (tensor->kind == NetworkTensor::Kind::kPlain) plain_.push_back(tensor);
    if (tensor->kind != NetworkTensor::Kind::kMatrix) continue;
    const std::size_t rows = tensor->rows / tensor->blocks;
    for (std::size_t i = 0; i < tensor->blocks; ++i) {
      blocks_.push_back({.begin = tensor->begin + i * rows * tensor->columns,
                         .rows = rows,
                         .columns = tensor->columns,
                         .work = AlignedFloats(muon_work(rows, tensor->columns))});
    }
  }
  const TouchedRows rows(layout_);
  for (const TouchedRows::Table& table : rows.tables()) {
    averaged_.emplace_back(table.tensor.rows, network_.steps);
  }
}

AdamStep NetworkOptimiser::adam_step(const NetworkStepSize& size) const {
  const auto steps = static_cast<double>(network_.steps);
  const double first_bias = 1 - std::pow(AdamStep::kKeepFirst, steps);
  const double second_bias = std::sqrt(1 - std::pow(AdamStep::kKeepSecond, steps));
  return {.rate = static_cast<float>(size.rate * second_bias / first_bias),
          .gradient_scale = static_cast<float>(size.gradient_scale),
          .epsilon = static_cast<float>(1e-8 * second_bias)};
}

void NetworkOptimiser::adam(const AdamStep& step, std::size_t begin, std::size_t count, float* gradient) {
  kernels_.adam(step, count, network_.parameters.data() + begin, gradient + begin, network_.first_moment.data() + begin,
                network_.second_moment.data() + begin);
  average(begin, count, keep_average_);
}

void NetworkOptimiser::muon(const NetworkStepSize& size, MatrixBlock& block, float* gradient) {
  const MuonStep step{.rate = static_cast<float>(size.matrix_rate),
                      .gradient_scale = static_cast<float>(size.gradient_scale),
                      .keep = static_cast<float>(1 - size.matrix_rate * size.weight_decay)};
  kernels_.muon(step, {.rows = block.rows,
                       .columns = block.columns,
                       .parameters = network_.parameters.data() + block.begin,
                       .gradient = gradient + block.begin,
                       .momentum = network_.first_moment.data() + block.begin,
                       .work = block.work.data()});
  average(block.begin, block.rows * block.columns, keep_average_);
}

void NetworkOptimiser::average(std::size_t begin, std::size_t count, double keep) {
  kernels_.approach(count, static_cast<float>(1 - keep), network_.parameters.data() + begin,
                    network_.average.data() + begin);
}

void NetworkOptimiser::move_table(const AdamStep& step, std::size_t number, const TouchedRows::Table& table,
                                  float* gradient) {
  for (const std::uint32_t row : table.rows) {
    const std::size_t begin = table.tensor.begin + row * table.tensor.columns;
    std::uint64_t& averaged = averaged_[number][row];
    if (averaged + 1 < network_.steps) {
      const auto missed = static_cast<double>(network_.steps - 1 - averaged);
      average(begin, table.tensor.columns, std::pow(keep_average_, missed));
    }
    averaged = network_.steps;
    adam(step, begin, table.tensor.columns, gradient);
  }
}

void NetworkOptimiser::step(const NetworkStepSize& size, const TouchedRows& touched, float* gradient,
                            const Parallel& parallel) {
  ++network_.steps;
  const auto steps = static_cast<double>(network_.steps);
  keep_average_ = std::min(kKeepAverage, (1 + steps) / (10 + steps));
  const AdamStep adam_of_all = adam_step(size);
  const std::size_t tables = touched.tables().size();
  parallel(blocks_.size() + plain_.size() + tables, [&](std::size_t part) {
    if (part < blocks_.size()) return muon(size, blocks_[part], gradient);
    part -= blocks_.size();
    if (part < plain_.size()) return adam(adam_of_all, plain_[part]->begin, plain_[part]->size(), gradient);
    part -= plain_.size();
    move_table(adam_of_all, part, touched.tables()[part], gradient);
  });
}

void NetworkOptimiser::catch_up() {
  const TouchedRows rows(layout_);
  for (std::size_t number = 0; number < averaged_.size(); ++number) {
    const NetworkTensor& tensor = rows.tables()[number].tensor;
    for (std::size_t row = 0; row < tensor.rows; ++row) {
      std::uint64_t& averaged = averaged_[number][row];
      if (averaged == network_.steps) continue;
      const auto missed = static_cast<double>(network_.steps - averaged);
      average(tensor.begin + row * tensor.columns, tensor.columns, std::pow(keep_average_, missed));
      averaged = network_.steps;
    }
  }
}

}  // namespace pith
