#pragma once

#include <cstddef>
#include <cstdint>

namespace pith {

inline constexpr std::uint32_t kNetworkLayout = 2;         ///< the version of the section that is written
inline constexpr std::size_t kNetworkArrayAlignment = 64;  ///< arrays of weights begin at multiples of it

/// What the format allows of a network's numbers; the kernels rely on it.
inline constexpr std::uint32_t kMaxUnits = 1024;            ///< of each clock
inline constexpr std::uint32_t kMaxEmbeddingNumbers = 256;  ///< of an embedding or the waist
inline constexpr std::uint32_t kMaxTableRows = 1 << 16;
inline constexpr std::uint32_t kUnitsTogether = 64;      ///< units and numbers are multiples of it
inline constexpr std::int32_t kActivationOne = 64;       ///< activations are within +- this
inline constexpr std::int32_t kMaxOutputWeight = 16383;  ///< output weights and biases are within +- this
inline constexpr std::int32_t kMaxToldWeight = 8191;     ///< those from the slow clock to the output, too

}  // namespace pith
