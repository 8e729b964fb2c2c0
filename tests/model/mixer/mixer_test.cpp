#include "model/mixer/mixer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/random.h"
#include "model/bits/logistic.h"

namespace pith {

namespace {

constexpr std::int32_t kOne = 65536;  // a weight of 1
constexpr int kNat = 256;
constexpr int kRate = 200;

Mixer mixer_of(const std::vector<int>& contexts, const std::vector<std::int32_t>& initial) {
  return {contexts, initial};
}

/// The mixes of `inputs`, one a set.
std::vector<int> mixed(Mixer& mixer, const std::vector<int>& inputs, std::size_t sets = 1) {
  std::copy(inputs.begin(), inputs.end(), mixer.inputs());
  mixer.mix();
  return {mixer.outputs(), mixer.outputs() + sets};
}

}  // namespace

TEST_CASE("an untaught mixer gives the weighted sum of its inputs") {
  Random random(6);
  for (const std::size_t size : {1U, 2U, 7U, 8U, 9U, 30U, 64U}) {
    CAPTURE(size);
    std::vector<std::int32_t> weights;
    std::vector<int> inputs;
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) {
      weights.push_back(static_cast<std::int32_t>(random.below(kOne)) - kOne / 2);
      inputs.push_back(static_cast<int>(random.below(1000)) - 500);
      sum += static_cast<double>(weights[i]) * inputs[i] / kOne;
    }
    Mixer mixer = mixer_of({1}, weights);
    CHECK(std::abs(mixed(mixer, inputs)[0] - sum) <= 2);
  }
}

TEST_CASE("a single input of weight 1 is passed on, a sum too large is held at the limit") {
  Mixer one = mixer_of({1}, {kOne});
  Mixer many = mixer_of({1}, std::vector<std::int32_t>(kMaxMixerInputs, kOne));
  for (const int x : {-kSquashLimit, -1000, -1, 0, 1, 77, kSquashLimit}) {
    CHECK(mixed(one, {x}) == std::vector{x});
  }
  CHECK(mixed(many, std::vector<int>(kMaxMixerInputs, kSquashLimit)) == std::vector{kSquashLimit});
  CHECK(mixed(many, std::vector<int>(kMaxMixerInputs, -kSquashLimit)) == std::vector{-kSquashLimit});
}

TEST_CASE("of two inputs a mixer learns to trust the one that is right") {
  Mixer mixer = mixer_of({1}, {kOne / 2, kOne / 2});
  Random random(7);
  for (int i = 0; i < 5000; ++i) {
    const int bit = static_cast<int>(random.below(2));
    const int right = bit != 0 ? kNat : -kNat;
    mixed(mixer, {random.below(2) != 0 ? kNat : -kNat, right});
    mixer.learn(bit, kRate);
  }
  CHECK(mixed(mixer, {0, kNat})[0] > 3 * kNat);
  CHECK(std::abs(mixed(mixer, {kNat, 0})[0]) < kNat / 2);
}

TEST_CASE("an input that is always wrong is turned around") {
  Mixer mixer = mixer_of({1}, {kOne / 2});
  for (int i = 0; i < 2000; ++i) {
    const int bit = i & 1;
    mixed(mixer, {bit != 0 ? -kNat : kNat});
    mixer.learn(bit, kRate);
  }
  CHECK(mixed(mixer, {kNat})[0] < -kNat);
}

TEST_CASE("the weight of an input of 1 nat moves by rate / 2^15 of the error") {
  // An error of 1/2 at an input of 1 nat: the weight moves by rate / 2^16. A loud input shows it.
  for (const int rate : {Mixer::kMaxRate, Mixer::kMaxRate / 2}) {
    CAPTURE(rate);
    Mixer mixer = mixer_of({1}, {0});
    mixed(mixer, {kNat});
    mixer.learn(1, rate);
    CHECK(std::abs(mixed(mixer, {kSquashLimit})[0] - kSquashLimit * rate / 65536) <= 1);
  }
}

TEST_CASE("at a rate of 0 nothing is learnt") {
  Mixer mixer = mixer_of({1}, {kOne});
  for (int i = 0; i < 100; ++i) {
    mixed(mixer, {kSquashLimit});
    mixer.learn(0, 0);
  }
  CHECK(mixed(mixer, {100}) == std::vector{100});
}

TEST_CASE("each context of each set has weights of its own") {
  Mixer mixer = mixer_of({2, 3}, {kOne});
  for (int i = 0; i < 100; ++i) {
    mixer.select(0, 1);
    mixer.select(1, 2);
    mixed(mixer, {kNat});
    mixer.learn(1, kRate);
  }
  for (int first = 0; first < 2; ++first) {
    for (int second = 0; second < 3; ++second) {
      mixer.select(0, first);
      mixer.select(1, second);
      const std::vector<int> mixes = mixed(mixer, {kNat}, 2);
      CHECK((mixes[0] > kNat) == (first == 1));
      CHECK((mixes[1] > kNat) == (second == 2));
    }
  }
}

TEST_CASE("weights and mixes stay within their limits under the most extreme teaching") {
  for (const int sign : {1, -1}) {
    Mixer mixer = mixer_of({1}, std::vector<std::int32_t>(kMaxMixerInputs, 0));
    for (int i = 0; i < 500; ++i) {
      // What is said is always wrong, and said as loud as can be.
      const int mix = mixed(mixer, std::vector<int>(kMaxMixerInputs, sign * kSquashLimit))[0];
      REQUIRE(std::abs(mix) <= kSquashLimit);
      mixer.learn(i < 250 ? 1 : 0, Mixer::kMaxRate);
    }
    for (std::size_t i = 0; i < kMaxMixerInputs; ++i) {
      std::vector<int> probe(kMaxMixerInputs, 0);
      probe[i] = 64;  // small enough for any weight to show: mix = weight / 1024
      REQUIRE(std::abs(mixed(mixer, probe)[0]) <= kMaxWeight / 1024 + 1);
    }
  }
}

}  // namespace pith
