#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/network/shape.h"

namespace pith {

/// One of the network's tensors within the flat array of all parameters, row by row.
struct RnnTensor {
  std::string_view name;
  std::size_t begin = 0;
  std::size_t rows = 0;
  std::size_t columns = 0;

  std::size_t size() const { return rows * columns; }
  std::size_t end() const { return begin + size(); }
};

/// Where the parameters of the network lie, in one array of floats. With b the last byte, g the row of its bigram and
/// c those of the embedded contexts:
///
///   e  = clamp(sum of embedding[c], -1, 1)
///   x  = byte[b] + bigram[g] + projection e
///   r  = sigmoid(x.r + (recurrent h).r)
///   z  = sigmoid(x.z + (recurrent h).z)
///   n  = tanh(x.n + r * ((recurrent h).n + recurrent_bias))
///   h' = (1 - z) * n + z * h
///   P(next byte) = softmax(output (h', e) + output_bias)
///
/// The biases of the gates are in `byte`, one row of which is always read.
struct RnnLayout {
  explicit RnnLayout(const RnnShape& shape)
      : byte{"byte", 0, kSymbols, shape.gates()},
        bigram{"bigram", byte.end(), shape.bigram_rows, shape.gates()},
        embedding{"embedding", bigram.end(), kRnnEmbedded * shape.embedded_rows, shape.embedding},
        projection{"projection", embedding.end(), shape.gates(), shape.embedding},
        recurrent{"recurrent", projection.end(), shape.gates(), shape.hidden},
        recurrent_bias{"recurrent_bias", recurrent.end(), 1, shape.hidden},
        output{"output", recurrent_bias.end(), kSymbols, shape.features()},
        output_bias{"output_bias", output.end(), 1, kSymbols} {}

  std::array<RnnTensor, 8> tensors() const {
    return {byte, bigram, embedding, projection, recurrent, recurrent_bias, output, output_bias};
  }
  std::size_t size() const { return output_bias.end(); }

  RnnTensor byte;            ///< (bytes)(r, z, n of each unit)
  RnnTensor bigram;          ///< (bigram rows)(r, z, n of each unit)
  RnnTensor embedding;       ///< (embedded contexts and rows of each)(embedding)
  RnnTensor projection;      ///< (r, z, n of each unit)(embedding)
  RnnTensor recurrent;       ///< (r, z, n of each unit)(hidden)
  RnnTensor recurrent_bias;  ///< (hidden), of n
  RnnTensor output;          ///< (bytes)(hidden, embedding)
  RnnTensor output_bias;     ///< (bytes)
};

/// Random parameters to begin training with.
std::vector<float> initial_parameters(const RnnShape& shape, std::uint64_t seed);

}  // namespace pith
