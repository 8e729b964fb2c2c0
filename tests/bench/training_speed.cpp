// Prints, as CSV, how fast networks of several sizes are trained on this machine, and how fast Eigen multiplies
// matrices of the same shapes: training_speed SECONDS
//
// Both use the kernels for this processor. A matrix product of m, n, k counts as 2 m n k operations; training counts
// the three products of each weight matrix with activations (forward, backward by inputs, backward by weights).

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "base/random.h"
#include "bench/matrix_product.h"
#include "train/kernels/kernel_choice.h"
#include "train/network/trainer.h"
#include "train/network/training.h"

namespace {

using pith::Bytes;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Runs `work` again and again for so long; the runs per second of the best of five parts.
template <typename Work>
double runs_per_second(double seconds, Work work) {
  double best = 0;
  for (int part = 0; part < 5; ++part) {
    const auto begin = Clock::now();
    int runs = 0;
    do work();
    while (++runs, seconds_since(begin) < seconds / 5);
    best = std::max(best, runs / seconds_since(begin));
  }
  return best;
}

/// Multiplications and additions in 10^9 a second, all threads together.
double product_gflops(double seconds, std::size_t units, std::size_t streams, int threads) {
  std::vector<double> rates(static_cast<std::size_t>(threads));
  {
    std::vector<std::jthread> workers;
    for (double& rate : rates) {
      workers.emplace_back([&rate, seconds, units, streams] {
        pith::bench::MatrixProduct product(3 * units, streams, units);
        const double operations = 2.0 * static_cast<double>(3 * units * streams * units);
        rate = operations * runs_per_second(seconds, [&] { product.run(); }) / 1e9;
      });
    }
  }
  double sum = 0;
  for (const double rate : rates) sum += rate;
  return sum;
}

Bytes random_text() {
  pith::Random random(1);
  Bytes text(4'000'000);
  for (std::uint8_t& byte : text) byte = static_cast<std::uint8_t>('a' + random.below(26));
  return text;
}

/// Bytes a second.
double training_speed(double seconds, std::uint32_t units, std::size_t streams, int threads) {
  const Bytes text = random_text();
  pith::NetworkTrainerOptions options;
  options.groups = static_cast<std::size_t>(threads);
  options.threads = options.groups;
  options.streams = streams;
  pith::NetworkTrainer trainer(options, {text}, pith::new_network(units));
  const double steps = runs_per_second(seconds, [&] { trainer.step(0.001); });
  return steps * static_cast<double>(trainer.step_bytes());
}

/// Of the matrices; those of the slow clock are multiplied with once a word, here every 16 bytes.
double operations_a_byte(const pith::NetworkShape& shape) {
  constexpr double kBytesInTick = 16;
  const auto size = [](std::size_t rows, std::size_t columns) { return static_cast<double>(rows * columns); };
  const double fast = size(shape.gates() + 256, shape.features());
  const double slow = size(shape.slow_gates() + shape.waist, shape.slow) +
                      size(shape.slow_gates(), shape.slow_embedding) + size(shape.gates() + 256, shape.told());
  return 6 * (fast + slow / kBytesInTick);
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
  constexpr std::size_t kStreams = 48;
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::printf("kernels,units,threads,product_gflops,training_gflops,bytes_per_second\n");
  for (const std::uint32_t units : {256U, 512U}) {
    for (const int threads : {1, cores}) {
      const double product = product_gflops(seconds, units, kStreams, threads);
      const double speed = training_speed(seconds, units, kStreams, threads);
      const double training = speed * operations_a_byte(pith::new_network(units).shape) / 1e9;
      const std::string simd(name_of(pith::training_kernel_family().chosen().simd));
      std::printf("%s,%u,%d,%.1f,%.1f,%.0f\n", simd.c_str(), units, threads, product, training, speed);
      if (cores == 1) break;
    }
  }
  return 0;
}
