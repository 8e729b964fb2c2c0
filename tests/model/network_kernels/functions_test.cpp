#include "model/network_kernels/functions.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>

namespace pith {

TEST_CASE("the functions of the network are those of the real numbers") {
  for (int x = -50000; x <= 50000; x += 7) {
    const double real = x / 4096.0;
    CHECK(rnn_sigmoid(x) / 32768.0 == doctest::Approx(1 / (1 + std::exp(-real))).scale(1).epsilon(0.001));
    CHECK(rnn_tanh(x) / 32768.0 == doctest::Approx(std::tanh(real)).scale(1).epsilon(0.0013));
    if (x >= 0) {
      CHECK(rnn_exp(static_cast<std::uint32_t>(x)) / 4194304.0 ==
            doctest::Approx(std::exp(-real)).scale(1).epsilon(0.001));
    }
  }
  CHECK(rnn_sigmoid(INT32_MIN) == rnn_sigmoid(-32768));
  CHECK(rnn_tanh(INT32_MAX) == rnn_tanh(16383));
  CHECK(rnn_exp(UINT32_MAX) == 0);
}

}  // namespace pith
