#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/network/dimensions.h"

namespace pith {

inline constexpr std::size_t kByteValues = 256;  ///< symbols

/// One of the network's tensors within the flat array of all parameters, row by row.
struct NetworkTensor {
  /// How training moves it.
  enum class Kind : std::uint8_t {
    kPlain,
    kMatrix,  ///< of `blocks` square-ish parts one below the other: one for each kind of gate
    kTable,   ///< few rows are read in a window
  };

  std::string name;
  Kind kind = Kind::kPlain;
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t blocks = 1;
  std::size_t begin = 0;

  std::size_t size() const { return rows * columns; }
  std::size_t end() const { return begin + size(); }
};

/// Where the parameters of the network lie, in one array of floats. With b the last byte, g the row of its bigram and c
/// those of the embedded contexts, and of the slow clock what it told at its last tick, t (0 where there is none):
///
///   e  = clamp(sum of embedding[c], -1, 1)
///   x  = byte[b] + bigram[g] + projection e + slow_to_gates t
///   r  = sigmoid(x.r + (recurrent h).r)
///   z  = sigmoid(x.z + (recurrent h).z)
///   n  = tanh(x.n + r * ((recurrent h).n + recurrent_bias))
///   h' = (1 - z) * n + z * h
///   P(next byte) = softmax(output (h', e) + slow_to_output t + output_bias)
///
/// At a tick the slow clock steps in the same way, with x = slow_projection w + slow_bias and w = clamp(sum of
/// slow_table[row], -1, 1); then t = clamp(slow_waist h', -1, 1), or h' itself where there is no waist.
///
/// The biases of the fast gates are in `byte`, one row of which is always read. Tables come last.
class NetworkLayout {
 public:
  explicit NetworkLayout(const NetworkShape& shape);

  /// Those that the shape has, in their order.
  std::vector<const NetworkTensor*> tensors() const;
  std::size_t size() const { return size_; }
  std::size_t tables_begin() const { return bigram.begin; }

  NetworkTensor byte;            ///< (bytes)(gates: r, z, n of each unit)
  NetworkTensor projection;      ///< (gates)(embedding)
  NetworkTensor recurrent;       ///< (gates)(hidden)
  NetworkTensor recurrent_bias;  ///< (hidden), of n
  NetworkTensor output;          ///< (bytes)(hidden, embedding)
  NetworkTensor output_bias;     ///< (bytes)

  NetworkTensor slow_projection;      ///< (slow gates)(slow embedding)
  NetworkTensor slow_recurrent;       ///< (slow gates)(slow)
  NetworkTensor slow_bias;            ///< (slow gates)
  NetworkTensor slow_recurrent_bias;  ///< (slow), of n
  NetworkTensor slow_waist;           ///< (waist)(slow)
  NetworkTensor slow_to_gates;        ///< (gates)(told)
  NetworkTensor slow_to_output;       ///< (bytes)(told)

  NetworkTensor bigram;                                  ///< (bigram rows)(gates)
  std::array<NetworkTensor, kEmbeddedTables> embedding;  ///< (rows)(embedding)
  std::array<NetworkTensor, kSlowTables> slow_table;     ///< (rows)(slow embedding)

 private:
  void place(NetworkTensor& tensor);

  std::size_t size_ = 0;
};

/// Random parameters to begin training with.
std::vector<float> initial_parameters(const NetworkShape& shape, std::uint64_t seed);

}  // namespace pith
