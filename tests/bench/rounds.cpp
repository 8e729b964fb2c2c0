// Trains one small network by several ranks, threads of this process, that exchange their changes in different ways,
// all after the same bytes of text, and prints a row of CSV for each way: rounds RANKS KILOBYTES WAYS VALID TEXT...
// A way is LOCAL-STEPS:BITS[:OUTER-RATE:OUTER-MOMENTUM]; commas are between several.
//
// With RANKS 0 it measures instead what a step and the coding of a round take of a processor, for
// tools/bench_distributed.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "support/thread_peers.h"
#include "train/exchange/network_change.h"
#include "train/exchange/network_rounds.h"
#include "train/network/trainer.h"
#include "train/network/training.h"

namespace {

using pith::Bytes;
using pith::ByteView;

constexpr std::uint32_t kUnits = 64;
constexpr std::size_t kValidBytes = 65536;
constexpr double kPeakRate = 0.003;
constexpr double kWarmUpSteps = 100;

struct Texts {
  std::vector<ByteView> training;
  std::vector<ByteView> validation;
};

struct Outcome {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_sent = 0;  ///< by each rank
  std::size_t rounds = 0;
  double bits_per_byte = 0;
};

pith::NetworkTrainerOptions trainer_options(std::size_t rank) {
  return {.groups = 1, .streams = 16, .steps = 64, .seed = 1 + rank, .weight_decay = 0, .threads = 1};
}

/// One rank's part of a run.
void run_rank(pith::test::Meeting& meeting, std::size_t rank, const pith::RoundOptions& options, std::uint64_t bytes,
              const Texts& texts, Outcome& outcome) {
  pith::test::ThreadPeers peers(meeting, rank);
  const pith::NetworkFile start = pith::new_network(kUnits);
  const std::vector<ByteView> share = pith::share_of(texts.training, rank, peers.size());
  pith::NetworkTrainer trainer(trainer_options(rank), share, start);
  pith::NetworkRounds rounds(peers, start.shape, options, start.parameters);
  const std::size_t steps = bytes / peers.size() / trainer.step_bytes() / options.local_steps * options.local_steps;
  for (std::size_t step = 1; step <= steps; ++step) {
    const double progress = static_cast<double>(step) / static_cast<double>(steps);
    const double warm_up = std::min(1.0, static_cast<double>(step) / kWarmUpSteps);
    trainer.step(kPeakRate * pith::network_rate(progress) * warm_up);
    if (step % options.local_steps != 0) continue;
    rounds.end_round(trainer.network().parameters, 0);
    trainer.adopt(rounds.parameters(), rounds.average());
  }
  if (rank != 0) return;
  outcome.bytes_read = steps * trainer.step_bytes() * peers.size();
  outcome.bytes_sent = rounds.bytes_sent();
  outcome.rounds = rounds.rounds();
  pith::NetworkFile network{.shape = start.shape, .parameters = rounds.average()};
  outcome.bits_per_byte = pith::network_bits_per_byte(network, texts.validation);
}

Outcome run(std::size_t ranks, const pith::RoundOptions& options, std::uint64_t bytes, const Texts& texts) {
  pith::test::Meeting meeting(ranks);
  Outcome outcome;
  {
    std::vector<std::jthread> threads;
    for (std::size_t rank = 0; rank < ranks; ++rank) {
      threads.emplace_back([&, rank] { run_rank(meeting, rank, options, bytes, texts, outcome); });
    }
  }
  return outcome;
}

double processor_seconds() {
  timespec time = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Prints what a step takes, and for each number of bits what a change of 200 steps takes to code, to read, and its
/// bytes.
void measure_times(const Texts& texts) {
  const pith::NetworkFile start = pith::new_network(kUnits);
  pith::NetworkTrainer trainer(trainer_options(0), texts.training, start);
  constexpr int kSteps = 200;
  const double begin = processor_seconds();
  for (int i = 0; i < kSteps; ++i) trainer.step(kPeakRate / 3);
  const double step = (processor_seconds() - begin) / kSteps;
  const pith::NetworkLayout layout(start.shape);
  std::printf("bits,numbers,step_bytes,step_seconds,code_seconds,read_seconds,change_bytes,ideal_bits\n");
  for (const int bits : {2, 4, 8, 32}) {
    std::vector<float> change(layout.size());
    for (std::size_t i = 0; i < change.size(); ++i) change[i] = trainer.network().parameters[i] - start.parameters[i];
    const double before = processor_seconds();
    const pith::CodedChange coded = pith::code_with_feedback(layout, bits, change);
    const double between = processor_seconds();
    std::vector<float> sum(layout.size());
    pith::add_coded_change("change", layout, bits, coded.bytes, 1, sum);
    std::printf("%d,%zu,%zu,%.6f,%.4f,%.4f,%zu,%.0f\n", bits, layout.size(), trainer.step_bytes(), step,
                between - before, processor_seconds() - between, coded.bytes.size(), coded.ideal_bits);
    if (bits == 32) break;
    std::ofstream raw("change-" + std::to_string(bits) + ".bin", std::ios::binary);
    for (std::size_t i = 0; i < change.size(); ++i) change[i] = trainer.network().parameters[i] - start.parameters[i];
    for (const std::int8_t q : pith::quantised_change(layout, bits, change).integers) raw.put(static_cast<char>(q));
  }
}

Bytes file_bytes(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "200:4:0.7:0.9,1:32": local steps, bits, and if they are given the outer rate and momentum.
std::vector<pith::RoundOptions> ways_in(const std::string& text) {
  std::vector<pith::RoundOptions> ways;
  std::istringstream list(text);
  for (std::string way; std::getline(list, way, ',');) {
    pith::RoundOptions options;
    std::istringstream fields(way);
    char colon = 0;
    fields >> options.local_steps >> colon >> options.bits;
    if (double rate = 0; fields >> colon >> rate) options.outer_rate = rate;
    if (double momentum = 0; fields >> colon >> momentum) options.outer_momentum = momentum;
    ways.push_back(options);
  }
  return ways;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fputs("Usage: rounds RANKS KILOBYTES WAYS VALID TEXT...\n", stderr);
    return 2;
  }
  const auto ranks = static_cast<std::size_t>(std::atoi(argv[1]));
  const auto bytes = static_cast<std::uint64_t>(std::atoll(argv[2])) * 1000;
  std::vector<Bytes> files;
  for (int i = 4; i < argc; ++i) files.push_back(file_bytes(argv[i]));
  const ByteView valid = ByteView(files.front()).first(std::min(files.front().size(), kValidBytes));
  const Texts texts{.training = {files.begin() + 1, files.end()}, .validation = {valid}};
  if (ranks == 0) {
    measure_times(texts);
    return 0;
  }
  std::printf("ranks,local_steps,bits,outer_rate,outer_momentum,bytes_read,rounds,bytes_sent,bits_per_byte\n");
  const auto report = [&](const pith::RoundOptions& options) {
    const Outcome outcome = run(ranks, options, bytes, texts);
    std::printf("%zu,%zu,%d,%.2f,%.2f,%llu,%zu,%llu,%.4f\n", ranks, options.local_steps, options.bits,
                options.outer_rate, options.outer_momentum, static_cast<unsigned long long>(outcome.bytes_read),
                outcome.rounds, static_cast<unsigned long long>(outcome.bytes_sent), outcome.bits_per_byte);
    std::fflush(stdout);
  };
  for (const pith::RoundOptions& way : ways_in(argv[3])) report(way);
  return 0;
}
