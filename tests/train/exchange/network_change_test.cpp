#include "train/exchange/network_change.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "pith/error.h"
#include "support/trained_networks.h"

namespace pith {

namespace {

/// Numbers as training leaves them: near 0, rows and columns of different size, most rows of tables not touched.
std::vector<float> some_change(const NetworkLayout& layout, std::uint64_t seed) {
  Random random(seed);
  std::vector<float> change(layout.size());
  for (const NetworkTensor* tensor : layout.tensors()) {
    for (std::size_t row = 0; row < tensor->rows; ++row) {
      if (tensor->kind == NetworkTensor::Kind::kTable && random.below(3) != 0) continue;
      const float size = 0.001F * static_cast<float>(1 + random.below(8));
      for (std::size_t column = 0; column < tensor->columns; ++column) {
        const float u = (static_cast<float>(random.below(65536)) - 32767.5F) / 32768.0F;
        change[tensor->begin + row * tensor->columns + column] = size * u * u * u;
      }
    }
  }
  return change;
}

double length_of(const std::vector<float>& numbers) {
  double sum = 0;
  for (const float number : numbers) sum += static_cast<double>(number) * static_cast<double>(number);
  return std::sqrt(sum);
}

}  // namespace

TEST_CASE("a quantised change comes back as it was coded, within two per cent of its ideal length") {
  const NetworkLayout layout(test::kTrainedNetwork);
  const std::vector<float> change = some_change(layout, 1);
  for (const int bits : {2, 4, 8}) {
    CAPTURE(bits);
    const QuantisedChange quantised = quantised_change(layout, bits, change);
    const CodedChange coded = coded_change(layout, bits, quantised);
    const QuantisedChange read = read_change("u", layout, bits, coded.bytes);
    CHECK(read.integers == quantised.integers);
    CHECK(read.steps == quantised.steps);
    const double payload_bits = 8.0 * static_cast<double>(coded.bytes.size() - 4 * quantised.steps.size());
    CHECK(payload_bits <= 1.02 * coded.ideal_bits + 64);
    CHECK(payload_bits < bits * static_cast<double>(layout.size()));
  }
}

TEST_CASE("what rounding leaves out is the rest, and more bits leave less") {
  const NetworkLayout layout(test::kTrainedNetwork);
  const std::vector<float> change = some_change(layout, 2);
  double before = length_of(change);
  for (const int bits : {2, 4, 8, 32}) {
    CAPTURE(bits);
    std::vector<float> rest = change;
    const CodedChange coded = code_with_feedback(layout, bits, rest);
    std::vector<float> sum(layout.size());
    add_coded_change("u", layout, bits, coded.bytes, 1, sum);
    for (std::size_t i = 0; i < sum.size(); i += 7)
      CHECK(static_cast<double>(sum[i] + rest[i]) == doctest::Approx(static_cast<double>(change[i])).epsilon(1e-4));
    CHECK(length_of(rest) < before);
    before = length_of(rest);
  }
  CHECK(before == 0);
}

TEST_CASE("with feedback, many roundings of a steady change add up to it") {
  const NetworkLayout layout(test::kTrainedNetwork);
  const std::vector<float> change = some_change(layout, 3);
  std::vector<float> rest(layout.size());
  std::vector<float> sum(layout.size());
  constexpr int kRounds = 24;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < rest.size(); ++i) rest[i] += change[i];
    const CodedChange coded = code_with_feedback(layout, 2, rest);
    add_coded_change("u", layout, 2, coded.bytes, 1.0F / kRounds, sum);
  }
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] -= change[i];
  CHECK(length_of(sum) < 0.25 * length_of(change));
}

TEST_CASE("a change that was tampered with is refused, or is another one of the same bounds") {
  const NetworkLayout layout(test::kTrainedNetwork);
  const Bytes coded = coded_change(layout, 4, quantised_change(layout, 4, some_change(layout, 4))).bytes;
  const auto refused = [&](const Bytes& bytes) {
    try {
      const QuantisedChange read = read_change("u", layout, 4, bytes);
      CHECK(std::ranges::all_of(read.integers, [](std::int8_t q) { return q >= -7 && q <= 7; }));
      return false;
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::kDamaged);
      return true;
    }
  };
  CHECK(refused({}));
  CHECK(refused({coded.begin(), coded.end() - 1}));
  Bytes longer = coded;
  longer.push_back(1);
  CHECK(refused(longer));
  Bytes infinite = coded;
  infinite[3] = 0x7f;
  infinite[2] = 0x80;
  CHECK(refused(infinite));
  Random random(9);
  for (int i = 0; i < 20; ++i) {
    Bytes flipped = coded;
    flipped[random.below(static_cast<std::uint32_t>(flipped.size()))] ^=
        static_cast<std::uint8_t>(1 << random.below(8));
    refused(flipped);
  }
  CHECK_THROWS_AS(read_change("u", layout, 3, coded), Error);
}

}  // namespace pith
