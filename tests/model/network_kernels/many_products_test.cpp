#include "model/network_kernels/many_products.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "model/network_kernels/network_limits.h"
#include "support/two_clocks.h"

namespace pith {

namespace {

/// What a kernel of one vector gives for each, and what `multiply` gives for all.
template <typename Number, typename Alone, typename Multiply>
void require_same(std::size_t rows, std::size_t columns, std::size_t count, Alone alone, Multiply multiply) {
  test::NetworkNoise noise(rows + columns + count);
  std::vector<std::vector<Number>> x(count);
  std::vector<std::vector<std::int32_t>> out(count, std::vector<std::int32_t>(rows + 1, 77));
  std::vector<ProductOf<Number>> products;
  for (std::size_t i = 0; i < count; ++i) {
    noise.fill(x[i], columns, -kActivationOne, kActivationOne);
    products.push_back({.x = x[i].data(), .out = out[i].data()});
  }
  multiply(std::span<const ProductOf<Number>>(products));
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::int32_t> expected(rows + 1, 77);
    alone(x[i].data(), expected.data());
    REQUIRE(out[i] == expected);
  }
}

}  // namespace

TEST_CASE("products with many vectors are those with each, with tiles and without") {
  const RnnKernels& kernels = kScalarRnnKernels;
  for (const std::size_t rows : {64, 192, 768}) {
    for (const std::size_t columns : {64, 128, 1024}) {
      test::NetworkNoise noise(rows * columns);
      std::vector<std::int8_t> weights;
      noise.fill(weights, rows * columns, -127, 127);
      std::fill_n(weights.begin(), columns, std::int8_t{127});
      const NetworkMatrix matrix(weights.data(), columns, std::vector<std::int32_t>(rows, 1));
      const auto alone = [&](const std::int8_t* x, std::int32_t* out) {
        kernels.dot_i8(matrix.tiles(), matrix.row_sums(), x, rows, columns, out);
      };
      for (const std::size_t count : {1, 2, 3, 15, 16}) {
        require_same<std::int8_t>(rows, columns, count, alone,
                                  [&](auto products) { multiply_many(matrix, kernels, products); });
        if (amx_tile_products() == nullptr) continue;
        require_same<std::int8_t>(rows, columns, count, alone, [&](auto products) {
          amx_tile_products()->narrow(matrix.tiles(), rows, columns, products);
        });
      }
    }
  }
}

TEST_CASE("products of wide weights with many vectors are those with each, for any number of rows") {
  for (const std::size_t rows : {1, 15, 16, 97, 256}) {
    for (const std::size_t columns : {128, 576, 1280}) {
      test::NetworkNoise noise(rows * columns);
      std::vector<std::int16_t> weights;
      noise.fill(weights, rows * columns, -kMaxOutputWeight, kMaxOutputWeight);
      std::fill_n(weights.begin(), columns, static_cast<std::int16_t>(-kMaxOutputWeight));
      const WideMatrix matrix(weights, columns, rnn_kernels());
      for (const std::size_t count : {1, 3, 16}) {
        require_same<std::int16_t>(
            rows, columns, count,
            [&](const std::int16_t* x, std::int32_t* out) {
              kScalarRnnKernels.dot_i16(weights.data(), x, rows, columns, out);
            },
            [&](auto products) { matrix.multiply_many(products); });
      }
    }
  }
}

}  // namespace pith
