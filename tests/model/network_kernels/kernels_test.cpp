#include "model/network_kernels/kernels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

/// A number within +-bound.
using Draw = std::function<std::int32_t(std::int32_t)>;

template <typename Number>
std::vector<Number> numbers(std::size_t count, std::int32_t bound, const Draw& draw) {
  std::vector<Number> numbers(count);
  for (Number& number : numbers) number = static_cast<Number>(draw(bound));
  return numbers;
}

/// Everything that `kernels` compute of the same operands, one after another.
std::vector<std::int32_t> solved(const RnnKernels& kernels, std::size_t rows, std::size_t columns, Draw draw) {
  std::vector<std::int32_t> results;
  const auto keep = [&](const std::vector<std::int32_t>& some) {
    results.insert(results.end(), some.begin(), some.end());
  };

  const std::size_t tiled_rows = WeightTile::kRows * (1 + rows % 3);
  const auto weights = numbers<std::int8_t>(tiled_rows * columns, 127, draw);
  const auto activations = numbers<std::int8_t>(columns, kActivationOne, draw);
  std::vector<std::int32_t> sums(tiled_rows);
  kernels.dot_i8(tiles_of(weights.data(), tiled_rows, columns).data(),
                 row_sums_of(weights.data(), tiled_rows, columns).data(), activations.data(), tiled_rows, columns,
                 sums.data());
  keep(sums);

  for (const std::size_t some_rows : {rows, rows - 1}) {
    auto words = numbers<std::int16_t>(some_rows * columns, kMaxOutputWeight, draw);
    auto wide = numbers<std::int16_t>(columns, kActivationOne, draw);
    sums.resize(some_rows);
    kernels.dot_i16(words.data(), wide.data(), some_rows, columns, sums.data());
    keep(sums);
    auto fine = numbers<std::int32_t>(columns, kMaxFineOutput, draw);
    kernels.sgd_step(wide.data(), draw(kMaxRnnStep), columns, fine.data(), words.data());
    keep(fine);
    keep({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(columns)});
  }

  const auto scales = [&](std::int32_t most) {
    auto drawn = numbers<std::int32_t>(columns, most, draw);
    std::ranges::for_each(drawn, [](std::int32_t& scale) { scale = std::abs(scale); });
    return drawn;
  };
  const auto base = numbers<std::int32_t>(columns, 32767, draw);
  const auto a = numbers<std::int8_t>(columns, 127, draw);
  const auto b = numbers<std::int8_t>(columns, 127, draw);
  std::vector<std::int32_t> into(columns);
  kernels.inputs(base.data(), a.data(), scales(65535).data(), b.data(), scales(65535).data(), columns, into.data());
  keep(into);
  const auto gates = numbers<std::int32_t>(3 * columns, 40000, draw);
  const auto projected = numbers<std::int32_t>(3 * columns, 70000, draw);
  const auto recurrent = numbers<std::int32_t>(3 * columns, 70000, draw);
  auto gate_scales = numbers<std::int32_t>(6 * columns, 255, draw);
  std::ranges::for_each(gate_scales, [](std::int32_t& scale) { scale = std::abs(scale); });
  auto state = numbers<std::int32_t>(columns, 32767, draw);
  std::vector<std::int8_t> shown_bytes(columns);
  std::vector<std::int16_t> shown_words(columns);
  kernels.update({.inputs = gates.data(),
                  .projection = {.sums = projected.data(), .scale = gate_scales.data()},
                  .recurrent = {.sums = recurrent.data(), .scale = gate_scales.data() + 3 * columns},
                  .bias = base.data()},
                 columns, {.state = state.data(), .activations = shown_bytes.data(), .features = shown_words.data()});
  keep(state);
  keep({shown_bytes.begin(), shown_bytes.end()});
  keep({shown_words.begin(), shown_words.end()});
  std::vector<std::uint8_t> rows_of_tables = numbers<std::uint8_t>(6 * columns / 2, 255, draw);
  std::vector<RnnEmbeddedRow> embedded;
  for (std::size_t row = 0; row <= rows % 7 && row < 6; ++row) {
    embedded.push_back({.weights = &rows_of_tables[row * columns / 2], .scale = std::abs(draw(65535))});
  }
  kernels.embed(embedded.data(), embedded.size(), columns, shown_bytes.data());
  keep({shown_bytes.begin(), shown_bytes.end()});
  const auto products = numbers<std::int32_t>(columns, (1 << 23) - 1, draw);
  kernels.add_scaled(products.data(), scales(255).data(), columns, into.data());
  keep(into);

  const auto logits = numbers<std::int32_t>(columns - 3, INT32_MAX / 2, draw);
  std::vector<std::uint32_t> shares(logits.size());
  kernels.shares(logits.data(), std::ranges::max(logits), logits.size(), shares.data());
  keep({shares.begin(), shares.end()});
  auto near = numbers<std::int32_t>(columns - 3, 1 << 20, draw);
  kernels.shares(near.data(), std::ranges::max(near), near.size(), shares.data());
  keep({shares.begin(), shares.end()});
  return results;
}

void require_equal(std::size_t rows, std::size_t columns, const std::function<Draw()>& new_draw) {
  const std::vector<std::int32_t> expected = solved(kScalarRnnKernels, rows, columns, new_draw());
  for (const auto& each : rnn_kernel_family().usable()) {
    CAPTURE(std::string(name_of(each.simd)));
    REQUIRE(solved(*each.kernels, rows, columns, new_draw()) == expected);
  }
}

}  // namespace

TEST_CASE("all kernels of the network agree on random operands of every size") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    for (const std::size_t columns : {64, 128, 512, 1024}) {
      require_equal(4 + 4 * (seed % 5), columns, [seed] {
        return [random = Random(seed)](std::int32_t bound) mutable {
          return static_cast<std::int32_t>(random.below(2 * static_cast<std::uint32_t>(bound) + 1)) - bound;
        };
      });
    }
  }
}

TEST_CASE("all kernels of the network agree on the most extreme operands") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    require_equal(8, kMaxUnits, [seed] {
      return [random = Random(seed)](std::int32_t bound) mutable { return random.below(2) == 0 ? bound : -bound; };
    });
  }
  for (const int sign : {1, -1}) {
    require_equal(8, kMaxUnits, [sign] { return [sign](std::int32_t bound) { return sign * bound; }; });
  }
}

TEST_CASE("sums of the network are those of the definition") {
  std::vector<std::int8_t> weights(64 * 64, 127);
  weights[64 * 3 + 7] = -1;
  std::vector<std::int8_t> x(64, -64);
  x[7] = 10;
  std::vector<std::int32_t> sums(64);
  rnn_kernels().dot_i8(tiles_of(weights.data(), 64, 64).data(), row_sums_of(weights.data(), 64, 64).data(), x.data(),
                       64, 64, sums.data());
  std::vector<std::int32_t> expected(64, -63 * 64 * 127 + 10 * 127);
  expected[3] = -63 * 64 * 127 - 10;
  CHECK(sums == expected);
}

TEST_CASE("numbers of 4 bits are added with the scales of their tables, and clipped") {
  std::vector<std::uint8_t> row(32, 0x7F);  // -1, 7, …
  row[1] = 0x80;                            // 0, -8
  const std::vector<std::uint8_t> other(32, 0x10);
  const std::vector<RnnEmbeddedRow> rows = {{.weights = row.data(), .scale = 64},
                                            {.weights = other.data(), .scale = 20}};
  std::vector<std::int8_t> sum(64);
  rnn_kernels().embed(rows.data(), rows.size(), sum.size(), sum.data());
  CHECK(std::vector<std::int8_t>(sum.begin(), sum.begin() + 4) == std::vector<std::int8_t>{-4, 29, 0, -31});
}

}  // namespace pith
