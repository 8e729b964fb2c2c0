#include "model/network/network_cell.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/check.h"
#include "model/network_kernels/network_limits.h"
#include "model/text/window.h"
#include "support/streams.h"
#include "support/two_clocks.h"

namespace pith {

namespace {

/// What a cell shows after each byte of `text`, and before the first.
template <typename Show>
void walk(const NetworkWeights& weights, const std::string& text, Show show) {
  NetworkCell cell(weights);
  TextState state;
  Window window(1024);
  show(cell);
  for (const std::uint8_t byte : test::bytes_of(text)) {
    state.update(window, byte);
    window.push(byte);
    cell.step(state);
    show(cell);
  }
}

std::vector<std::uint64_t> trace(const NetworkWeights& weights, const std::string& text) {
  std::vector<std::uint64_t> checks;
  walk(weights, text, [&checks](const NetworkCell& cell) {
    Bytes seen;
    for (const std::int32_t h : cell.state()) append_little_endian(seen, static_cast<std::uint32_t>(h));
    for (const std::int16_t f : cell.features()) append_little_endian(seen, static_cast<std::uint16_t>(f));
    for (const std::int32_t l : cell.slow_logits()) append_little_endian(seen, static_cast<std::uint32_t>(l));
    Check check(0);
    check.update(seen);
    checks.push_back(check.digest());
  });
  return checks;
}

}  // namespace

TEST_CASE("the activations of two clocks are the golden ones") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  const std::vector<std::uint64_t> golden = {
      0x6FD38DB403F085D9, 0x139B4DC27F58F5C1, 0xACF7D1D204978CC8, 0x2659D5602283AB19, 0x689D9705C8630695,
      0x42CE94F1437B5E55, 0x4F24863EA1CF8D12, 0x23F86DA84FA70826, 0x184343A8FE5F61E5, 0x5E2A7DBA8BF05882};
  CHECK(trace(weights, "The cat.\n") == golden);
}

TEST_CASE("two clocks tell texts apart that end alike") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  CHECK(trace(weights, "a nice cat sat").back() != trace(weights, "a mice cat sat").back());
}

TEST_CASE("what the slow clock tells changes at its ticks alone") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  std::vector<std::vector<std::int32_t>> told;
  walk(weights, "The cat. ",
       [&told](const NetworkCell& cell) { told.emplace_back(cell.slow_logits().begin(), cell.slow_logits().end()); });
  std::string changes;
  for (std::size_t i = 1; i < told.size(); ++i) changes += told[i] == told[i - 1] ? '.' : '|';
  CHECK(changes == "...|...|.");
}

TEST_CASE("cells that step together are as cells that step alone") {
  const Bytes section = test::small_two_clocks_section();
  const NetworkWeights weights(section);
  const std::vector<std::string> texts = {"The cat sat. ", "a b c d e f g", "12345678901234567", "Words, words."};
  std::vector<NetworkCell> together(texts.size(), NetworkCell(weights));
  std::vector<NetworkCell> alone = together;
  std::vector<TextState> states(texts.size());
  std::vector<Window> windows;
  for (std::size_t i = 0; i < texts.size(); ++i) windows.emplace_back(1024);
  for (std::size_t at = 0; at < 13; ++at) {
    std::vector<NetworkCell::Step> steps;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto byte = static_cast<std::uint8_t>(texts[i][at]);
      states[i].update(windows[i], byte);
      windows[i].push(byte);
      steps.push_back({.cell = &together[i], .text = &states[i]});
      alone[i].step(states[i]);
    }
    NetworkCell::step_together(steps);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CHECK(std::ranges::equal(together[i].features(), alone[i].features()));
      CHECK(std::ranges::equal(together[i].slow_logits(), alone[i].slow_logits()));
    }
  }
}

TEST_CASE("features of two clocks stay within one") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Bytes section = test::small_two_clocks_section(seed);
    const NetworkWeights weights(section);
    walk(weights, "It was the \xFF\xFE 12345678901234567890 end.\n", [](const NetworkCell& cell) {
      for (const std::int16_t f : cell.features()) REQUIRE(std::abs(f) <= kActivationOne);
    });
  }
}

}  // namespace pith
