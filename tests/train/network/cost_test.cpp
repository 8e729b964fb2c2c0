#include "train/network/cost.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include "model/network/network_cell.h"
#include "model/network/output.h"
#include "model/text/window.h"
#include "support/streams.h"
#include "support/trained_networks.h"
#include "support/works.h"
#include "train/kernels/kernel_choice.h"
#include "train/kernels/layout.h"
#include "train/network/quantiser.h"
#include "train/network/streams.h"
#include "train/network/trainer.h"
#include "train/network/training.h"
#include "train/stages/network_stage.h"

namespace pith {

using test::bytes_of;
using test::trained_network;
using test::views_of;

namespace {

constexpr NetworkShape kShape = test::kTrainedNetwork;
const std::vector<std::string> kTexts = test::texts_of_trained_network();
const std::vector<std::string> kOthers = test::works_of_sentences(3, 5000, 9);

Bytes section_of(const NetworkFile& network) {
  return network_section(quantised(network, frequent_bytes(views_of(kTexts))));
}

/// Bits a byte in float, one cut after the other, byte by byte.
double float_bits(const NetworkFile& network, const std::vector<ByteView>& cuts) {
  double nats = 0;
  double bytes = 0;
  for (const ByteView cut : cuts) {
    NetworkStreams streams(network.shape, {cut}, 1, 1, 1, 1);
    std::vector<float> state(network.shape.hidden);
    std::vector<float> slow_state(network.shape.slow);
    NetworkRoomOwner room(network.shape, 1, 1);
    const NetworkPass pass{.shape = &network.shape,
                           .parameters = network.parameters.data(),
                           .rounding = {.activation_step = NetworkStreams::kActivationStep,
                                        .embedding_step = network.steps_of_tables.embedding,
                                        .slow_table_step = network.steps_of_tables.slow_table},
                           .state = state.data(),
                           .slow_state = slow_state.data()};
    for (std::size_t i = 0; i < cut.size(); ++i) {
      streams.advance();
      const NetworkWindow window = streams.window(0);
      nats += training_kernels(network.shape).measure(pass, window, room.room(window.ticks.slots));
    }
    bytes += static_cast<double>(cut.size());
  }
  return nats / bytes * std::numbers::log2e;
}

/// Bits a byte in integers as RnnOutput gives them bit by bit, which rounds them.
double bitwise_bits(const NetworkWeights& weights, const std::vector<ByteView>& cuts) {
  double bits = 0;
  double bytes = 0;
  for (const ByteView cut : cuts) {
    NetworkCell cell(weights);
    RnnOutput output(weights.alphabet(), weights.output(), weights.output_bias());
    TextState text;
    Window window(1024);
    for (const std::uint8_t byte : cut) {
      output.predict(cell.features(), cell.slow_logits());
      for (std::uint32_t partial = 1, shift = 8; shift-- > 0;) {
        const std::uint32_t bit = (byte >> shift) & 1;
        const double one = output.p16(partial) / 65536.0;
        bits -= std::log2(bit == 1 ? one : 1 - one);
        partial = 2 * partial + bit;
      }
      text.update(window, byte);
      window.push(byte);
      cell.step(text);
    }
    bytes += static_cast<double>(cut.size());
  }
  return bits / bytes;
}

std::vector<std::size_t> sizes_of(const std::vector<ByteView>& cuts) {
  std::vector<std::size_t> sizes;
  for (const ByteView cut : cuts) sizes.push_back(cut.size());
  return sizes;
}

std::vector<std::size_t> cut_sizes(const std::vector<std::size_t>& text_sizes) {
  std::vector<Bytes> texts;
  for (const std::size_t size : text_sizes) texts.emplace_back(size, 'x');
  return sizes_of(network_cuts({texts.begin(), texts.end()}));
}

}  // namespace

TEST_CASE("cuts have one length, and hold as much text as they can") {
  using Sizes = std::vector<std::size_t>;
  CHECK(cut_sizes({3'000'000}) == Sizes(32, 8192));
  CHECK(cut_sizes(Sizes(40, 9000)) == Sizes(32, 8192));
  CHECK(cut_sizes(Sizes(40, 8000)) == Sizes(32, 4096));
  CHECK(cut_sizes({20'000, 10}) == Sizes(19, 1024));
  CHECK(cut_sizes({8192}) == Sizes(1, 8192));
  CHECK(cut_sizes({100, 63, 64}) == Sizes(2, 64));
}

TEST_CASE("text that is too short to be cut is not measured") {
  CHECK(cut_sizes({}).empty());
  CHECK(cut_sizes({63, 0}).empty());
  CHECK_FALSE(network_cost(trained_network(), section_of(trained_network()), {}, 1));
}

TEST_CASE("cuts are spread over all texts and do not overlap") {
  const Bytes text(1'000'000, 'x');
  const Bytes other(1'000'000, 'y');
  const std::vector<ByteView> cuts = network_cuts({text, other});
  std::size_t of_other = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    of_other += cuts[i].front() == 'y' ? 1 : 0;
    if (i > 0 && cuts[i].front() == cuts[i - 1].front()) CHECK(cuts[i].data() >= cuts[i - 1].data() + cuts[i].size());
  }
  CHECK(of_other == 16);
  CHECK(cuts.front().data() == text.data());
}

TEST_CASE("a network is measured in float and in integers on all bytes of the same cuts") {
  const NetworkFile& network = trained_network();
  const Bytes section = section_of(network);
  const std::vector<ByteView> cuts = network_cuts(views_of(kOthers));
  const std::optional<NetworkCost> cost = network_cost(network, section, views_of(kOthers), 1);
  REQUIRE(cost);
  const std::vector<std::size_t> sizes = sizes_of(cuts);
  CHECK(cost->bytes == std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
  CHECK(cost->bytes > 10'000);
  CHECK(cost->float_bits_per_byte == doctest::Approx(float_bits(network, cuts)).epsilon(1e-3));  // fewer bytes
  CHECK(cost->integer_bits_per_byte == doctest::Approx(bitwise_bits(NetworkWeights(section), cuts)).epsilon(1e-3));
}

TEST_CASE("quantising costs little, and is told with its sign") {
  const std::optional<NetworkCost> cost =
      network_cost(trained_network(), section_of(trained_network()), views_of(kOthers), 1);
  REQUIRE(cost);
  CHECK(cost->float_bits_per_byte < 3.5);  // it has learnt something: noise costs 8
  CHECK(std::abs(cost->quantising_bits_per_byte()) < 0.01);
  CHECK(NetworkCost{.float_bits_per_byte = 2, .integer_bits_per_byte = 2.5}.quantising_bits_per_byte() == 0.5);
}

TEST_CASE("a network that has learnt nothing costs the same in float and in integers") {
  const NetworkFile network = new_network(64);
  const Bytes section = network_section(quantised(network, frequent_bytes(views_of(kTexts))));
  const std::optional<NetworkCost> cost = network_cost(network, section, views_of(kOthers), 1);
  REQUIRE(cost);
  CHECK(std::abs(cost->quantising_bits_per_byte()) < 0.05);
}

TEST_CASE("weights that the integers do not hold show as a cost") {
  NetworkFile network = trained_network();
  const NetworkLayout layout(kShape);
  network.parameters[layout.output_bias.begin + 'e'] = 40;  // beyond what is left after the mean is taken off
  const std::optional<NetworkCost> cost = network_cost(network, section_of(network), views_of(kOthers), 1);
  REQUIRE(cost);
  CHECK(std::abs(cost->quantising_bits_per_byte()) > 0.1);
}

TEST_CASE("the threads do not change what a network in integers costs") {
  const Bytes section = section_of(trained_network());
  const NetworkWeights weights(section);
  CHECK(exact_bits_per_byte(weights, views_of(kOthers), 1) == exact_bits_per_byte(weights, views_of(kOthers), 3));
  CHECK(exact_bits_per_byte(weights, {}, 1) == 0);
}

TEST_CASE("a network from a file becomes its integers and no others, and its cost is known") {
  NetworkFile network = trained_network();
  NetworkOptions options;
  options.start = network_file_bytes(network);
  const TrainedNetwork model = train_network(plan_network(options, {}, views_of(kTexts)),
                                             {.training = views_of(kTexts), .validation = views_of(kOthers)}, 1);
  CHECK(model.section == section_of(network));
  const std::optional<NetworkCost> cost = network_cost(network, section_of(network), views_of(kOthers), 1);
  REQUIRE(model.cost);
  CHECK(model.cost->bytes == cost->bytes);
  CHECK(model.cost->float_bits_per_byte == cost->float_bits_per_byte);
  CHECK(model.cost->integer_bits_per_byte == cost->integer_bits_per_byte);
}

TEST_CASE("a network from a file tells those bytes apart that it says it knows, whatever the texts") {
  NetworkFile network = trained_network();
  network.known = bytes_of("\nabxyz");
  NetworkOptions options;
  options.start = network_file_bytes(network);
  PlannedNetwork planned = plan_network(options, {}, views_of(kTexts));
  CHECK(planned.symbols == network.known);
  const TrainedNetwork model = train_network(planned, {.training = views_of(kTexts), .validation = {}}, 1);
  CHECK(model.section == network_section(quantised(network, network.known)));
  options.seconds = 1;
  planned = plan_network(options, {}, views_of(kTexts));
  CHECK(planned.symbols.size() > frequent_bytes(views_of(kTexts)).size());
}

TEST_CASE("a network that is kept as it is has no cost in float to tell") {
  const Bytes section = section_of(trained_network());
  const TrainedNetwork model =
      train_network(plan_network(std::nullopt, {.section = section, .history = {}}, views_of(kTexts)),
                    {.training = views_of(kTexts), .validation = views_of(kOthers)}, 1);
  CHECK(model.section == section);
  CHECK_FALSE(model.cost);
}

}  // namespace pith
