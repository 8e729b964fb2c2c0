#include "train/network/trainer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "support/streams.h"
#include "support/works.h"
#include "train/kernels/layout.h"
#include "train/network/cost.h"
#include "train/network/training.h"

namespace pith {

using test::views_of;

namespace {

constexpr NetworkShape kShape{.hidden = 64,
                              .embedding = 64,
                              .bigram_rows = 32,
                              .embedded_rows = {64, 0, 0, 0, 64, 0},
                              .slow = 64,
                              .slow_embedding = 64,
                              .waist = 64,
                              .slow_rows = {64, 0, 64, 16}};
const std::vector<std::string> kTexts = test::works_of_sentences(8, 3000, 1);
const std::vector<std::string> kOthers = test::works_of_sentences(2, 3000, 9);

NetworkFile start() { return {.shape = kShape, .parameters = initial_parameters(kShape, 1)}; }

/// The text that one stream has read when `windows` windows are over, texts that begin marked by '|'.
std::string stream_text(const std::vector<ByteView>& texts, std::size_t windows) {
  NetworkStreams streams(kShape, texts, 1, 1, 16, 5);
  std::string read;
  for (std::size_t i = 0; i < windows; ++i) {
    streams.advance();
    const NetworkWindow window = streams.window(0);
    for (std::size_t step = 0; step < window.steps; ++step) {
      if (window.keep[step] == 0) read += '|';
      read += static_cast<char>(window.targets[step]);
    }
  }
  return read;
}

}  // namespace

TEST_CASE("a stream reads all texts once before it reads one again, each from its beginning") {
  const std::vector<std::string> texts = {"first text", "second", "a third one"};
  const std::string read = stream_text(views_of(texts), 10);
  std::multiset<std::string> found;
  for (std::size_t begin = 1, end = 0; found.size() < 3; begin = end + 1) {
    end = read.find('|', begin);
    found.insert(read.substr(begin, end - begin));
  }
  CHECK(found == std::multiset<std::string>(texts.begin(), texts.end()));
}

TEST_CASE("a long text is cut into segments that end with lines") {
  std::string text;
  while (text.size() < 200'000) text += "line " + std::to_string(text.size()) + "\n";
  const std::string read = stream_text({test::view_of(text)}, 12000);
  for (std::size_t bar = read.find('|', 1); bar != std::string::npos; bar = read.find('|', bar + 1)) {
    CHECK(read[bar - 1] == '\n');
  }
  CHECK(read.size() > 192'000);
}

TEST_CASE("training makes unseen text of its kind cheaper, the same with any number of threads") {
  std::map<std::size_t, std::vector<float>> trained;
  for (const std::size_t threads : {1, 2, 5}) {
    NetworkTrainer trainer({.groups = 3, .streams = 8, .steps = 16, .threads = threads}, views_of(kTexts), start());
    for (int i = 0; i < 120; ++i) trainer.step(0.005);
    CHECK(trainer.network().steps == 120);
    trained[threads] = trainer.network().parameters;
  }
  CHECK(trained[1] == trained[2]);
  CHECK(trained[1] == trained[5]);
  CHECK(network_bits_per_byte({.shape = kShape, .parameters = trained[1]}, views_of(kOthers)) <
        0.6 * network_bits_per_byte(start(), views_of(kOthers)));
}

TEST_CASE("training that goes on from a checkpoint takes Adam's steps with what it had learnt of the gradient") {
  NetworkTrainer whole({.groups = 1, .streams = 4, .steps = 16}, views_of(kTexts), start());
  for (int i = 0; i < 10; ++i) whole.step(0.005);
  const NetworkFile checkpoint = whole.network();
  NetworkTrainer with({.groups = 1, .streams = 4, .steps = 16, .seed = 3}, views_of(kTexts), checkpoint);
  NetworkFile bare = checkpoint;
  bare.average.clear();
  bare.first_moment.clear();
  bare.second_moment.clear();
  NetworkTrainer without({.groups = 1, .streams = 4, .steps = 16, .seed = 3}, views_of(kTexts), bare);
  with.step(0.005);
  without.step(0.005);
  CHECK(with.network().steps == 11);
  CHECK(without.network().steps == 1);
  CHECK(with.network().parameters != without.network().parameters);
}

TEST_CASE("the rate falls from its peak to a fiftieth of it") {
  CHECK(network_rate(0) == doctest::Approx(1));
  CHECK(network_rate(0.5) == doctest::Approx(0.51));
  CHECK(network_rate(1) == doctest::Approx(0.02));
  CHECK(network_rate(7) == doctest::Approx(0.02));
}

TEST_CASE("training for a time tells of its progress and gives checkpoints to go on from") {
  std::vector<NetworkProgress> told;
  NetworkOptions options;
  options.seconds = 0.5;
  options.on_progress = [&](const NetworkProgress& progress) { told.push_back(progress); };
  const NetworkTrainingResult result =
      train_parameters(views_of(kTexts), views_of(kOthers), new_network(64), options, 2);
  REQUIRE(!told.empty());
  CHECK(result.bytes == told.back().bytes);
  CHECK(told.back().seconds_left == doctest::Approx(0).epsilon(0.2));
  const auto cost = [](const NetworkProgress& progress) { return progress.valid_bits_per_byte; };
  const double least = cost(std::ranges::min(told, {}, cost));
  CHECK(network_bits_per_byte(result.network, network_cuts(views_of(kOthers))) == doctest::Approx(least));
}

}  // namespace pith
