#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace pith {

/// The functions of the network, by table. Arguments are in units of 2^-12, values in units of 2^-15.
namespace rnn_tables {

#include "model/network_kernels/tables.inc"

}  // namespace rnn_tables

/// In [0, 32767]. Any x; beyond +-8 it is as at the limit.
inline std::int32_t rnn_sigmoid(std::int32_t x) {
  return rnn_tables::kSigmoid[(std::clamp(x, -32768, 32767) + 32768) >> 4];
}

/// Within +-32767. Any x; beyond +-4 it is as at the limit.
inline std::int32_t rnn_tanh(std::int32_t x) { return rnn_tables::kTanh[(std::clamp(x, -16384, 16383) + 16384) >> 3]; }

inline constexpr std::uint32_t kMostRnnExp = 17u << 12;  ///< beyond, rnn_exp() is 0
inline constexpr std::uint32_t kRnnLog2E = 5909;         ///< log2(e) in units of 2^-12

/// exp(-x) in units of 2^-22, in [0, 2^22], for x >= 0 in units of 2^-12.
inline std::uint32_t rnn_exp(std::uint32_t x) {
  const std::uint32_t power = std::min(x, kMostRnnExp) * kRnnLog2E >> 12;  // < 2^29 before the shift
  return rnn_tables::kExp2[(power & 4095) >> 2] >> (power >> 12);
}

}  // namespace pith
