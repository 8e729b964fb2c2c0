#include "train/exchange/network_rounds.h"

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <thread>

#include "pith/error.h"
#include "support/thread_peers.h"
#include "support/trained_networks.h"
#include "train/network/training.h"

namespace pith {

namespace {

/// The rounds of `ranks`, each of which moves its own way; work(rank, rounds, peers) does.
template <typename Work>
void run_together(std::size_t ranks, const RoundOptions& options, const std::vector<std::vector<float>>& starts,
                  Work work) {
  test::Meeting meeting(ranks);
  std::vector<std::jthread> threads;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    threads.emplace_back([&, rank] {
      test::ThreadPeers peers(meeting, rank);
      NetworkRounds rounds(peers, test::kTrainedNetwork, options, starts[rank]);
      work(rank, rounds);
    });
  }
}

std::vector<float> moved(std::vector<float> parameters, float by) {
  for (std::size_t i = 0; i < parameters.size(); i += 3) parameters[i] += by;
  return parameters;
}

}  // namespace

TEST_CASE("plain averaging in floats is the mean of what the ranks have") {
  const std::vector<float> start = test::trained_network().parameters;
  run_together(3, {.local_steps = 1, .bits = 32}, {start, start, start}, [&](std::size_t rank, NetworkRounds& rounds) {
    rounds.end_round(moved(start, 0.03F * static_cast<float>(rank)), 0);
    if (rank != 1) return;
    for (std::size_t i = 0; i < start.size(); i += 30) {
      CHECK(static_cast<double>(rounds.parameters()[i]) == doctest::Approx(static_cast<double>(start[i]) + 0.03));
    }
  });
}

TEST_CASE("after each round all ranks have the same parameters, however few bits they exchange") {
  const std::vector<float> start = test::trained_network().parameters;
  for (const int bits : {2, 4, 8}) {
    CAPTURE(bits);
    std::vector<std::vector<float>> ends(2);
    std::vector<double> seconds(2);
    run_together(2, {.local_steps = 10, .bits = bits}, {start, start}, [&](std::size_t rank, NetworkRounds& rounds) {
      for (int round = 0; round < 3; ++round) {
        const auto by = 0.01F * static_cast<float>(1 + 2 * rank);
        seconds[rank] = rounds.end_round(moved(rounds.parameters(), by), 7.0 + static_cast<double>(rank));
      }
      ends[rank] = rounds.parameters();
    });
    CHECK(ends[0] == ends[1]);
    CHECK(ends[0] != start);
    CHECK(seconds[0] == 7);  // those of number 0
    CHECK(seconds[1] == 7);
  }
}

TEST_CASE("with a momentum a steady change goes further in each round") {
  const std::vector<float> start = test::trained_network().parameters;
  run_together(1, {.local_steps = 10, .bits = 32, .outer_rate = 1, .outer_momentum = 0.5}, {start},
               [&](std::size_t, NetworkRounds& rounds) {
                 rounds.end_round(moved(rounds.parameters(), 0.1F), 0);
                 const float first = rounds.parameters()[0] - start[0];
                 const float before = rounds.parameters()[0];
                 rounds.end_round(moved(rounds.parameters(), 0.1F), 0);
                 CHECK(static_cast<double>(first) == doctest::Approx(0.15));  // 0.1 + 0.5 * 0.1
                 CHECK(static_cast<double>(rounds.parameters()[0] - before) == doctest::Approx(0.175));  // m = 0.15
               });
}

TEST_CASE("ranks whose networks have come apart are told of") {
  const std::vector<float> start = test::trained_network().parameters;
  std::vector<int> refused(2);
  run_together(2, {.local_steps = 10, .bits = 4}, {start, moved(start, 1e-3F)},
               [&](std::size_t rank, NetworkRounds& rounds) {
                 try {
                   rounds.end_round(rounds.parameters(), 0);
                 } catch (const Error& error) {
                   refused[rank] = std::string(error.what()).find("another network") != std::string::npos ? 1 : 0;
                 }
               });
  CHECK(refused == std::vector<int>{1, 1});
}

TEST_CASE("the ranks' shares are all of the text, each byte once") {
  Bytes first(3 * kSharedBytes + 5, 'a');
  Bytes second(10, 'b');
  std::size_t bytes = 0;
  std::size_t of_second = 0;
  for (std::size_t rank = 0; rank < 3; ++rank) {
    for (const ByteView piece : share_of({first, second}, rank, 3)) {
      bytes += piece.size();
      of_second += piece.front() == 'b' ? piece.size() : 0;
    }
  }
  CHECK(bytes == first.size() + second.size());
  CHECK(of_second == second.size());
  CHECK_THROWS_AS(share_of({second}, 1, 2), Error);
}

}  // namespace pith
