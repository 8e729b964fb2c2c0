#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "model/network/alphabet.h"
#include "model/network/network_limits.h"
#include "model/network/shape.h"

namespace pith {

/// The network of a model in integers, as docs/format/RNN.md says. Immutable; used by any number of predictors at once.
///
/// Weights and activations of 8 bits stand for weight * scale and for units of 1/64; sums become units of 2^-12.
class RnnWeights {
 public:
  static constexpr std::uint32_t kMaxHidden = kMaxUnits;
  static constexpr std::uint32_t kMaxEmbedding = kMaxEmbeddingNumbers;
  static constexpr std::uint32_t kMaxRows = kMaxTableRows;
  static constexpr std::uint32_t kUnitsTogether = pith::kUnitsTogether;  ///< hidden and embedding are multiples of it
  static constexpr std::int32_t kActivationOne = pith::kActivationOne;   ///< activations are within +- this
  static constexpr std::int32_t kMaxOutput = kMaxOutputWeight;  ///< weights and biases of the output are within +- this

  /// `section` outlives this. Throws Error kDamaged.
  explicit RnnWeights(ByteView section);

  const RnnShape& shape() const { return shape_; }
  std::size_t symbols() const { return alphabet_.size(); }
  const Alphabet& alphabet() const { return alphabet_; }

  /// The bytes that the network tells apart, ascending; all others are alike to it.
  std::span<const std::uint8_t> bytes() const { return alphabet_.bytes(); }
  /// The number of a byte in bytes(), from 0; -1 if it is not there.
  int symbol(std::uint8_t byte) const { return alphabet_.symbol(byte); }

  const std::int8_t* byte_row(std::uint8_t byte) const { return byte_ + (symbol(byte) + 1) * shape_.gates(); }
  const std::int8_t* bigram_row(std::uint32_t row) const { return bigram_ + row * shape_.gates(); }
  const std::int8_t* embedding_row(std::size_t context, std::uint32_t row) const {
    return embedding_ + (context * shape_.embedded_rows + row) * shape_.embedding;
  }

  const std::int8_t* projection() const { return projection_; }                    ///< (gates)(embedding)
  const std::int8_t* recurrent() const { return recurrent_; }                      ///< (gates)(hidden)
  const std::int32_t* projection_sums() const { return projection_sums_.data(); }  ///< (gates), of each row
  const std::int32_t* recurrent_sums() const { return recurrent_sums_.data(); }    ///< (gates), of each row

  const std::int32_t* bias() const { return bias_.data(); }                          ///< (gates), in 2^-12
  const std::int32_t* recurrent_bias() const { return recurrent_bias_.data(); }      ///< (hidden), in 2^-12
  const std::int32_t* byte_scale() const { return byte_scale_.data(); }              ///< (gates), in 2^-16
  const std::int32_t* bigram_scale() const { return bigram_scale_.data(); }          ///< (gates), in 2^-16
  const std::int32_t* projection_scale() const { return projection_scale_.data(); }  ///< (gates), in 2^-6 of a sum
  const std::int32_t* recurrent_scale() const { return recurrent_scale_.data(); }    ///< (gates), in 2^-6 of a sum

  const std::vector<std::int16_t>& output() const { return output_; }            ///< (symbols)(features), in 2^-11
  const std::vector<std::int16_t>& output_bias() const { return output_bias_; }  ///< (symbols), in 2^-11

 private:
  RnnShape shape_;
  Alphabet alphabet_;
  const std::int8_t* byte_;
  const std::int8_t* bigram_;
  const std::int8_t* embedding_;
  const std::int8_t* projection_;
  const std::int8_t* recurrent_;
  std::vector<std::int32_t> projection_sums_;
  std::vector<std::int32_t> recurrent_sums_;
  std::vector<std::int32_t> bias_;
  std::vector<std::int32_t> recurrent_bias_;
  std::vector<std::int32_t> byte_scale_;
  std::vector<std::int32_t> bigram_scale_;
  std::vector<std::int32_t> projection_scale_;
  std::vector<std::int32_t> recurrent_scale_;
  std::vector<std::int16_t> output_;
  std::vector<std::int16_t> output_bias_;
};

/// The network in the form that RnnWeights reads, to be filled by whoever quantises.
struct QuantisedRnn {
  RnnShape shape;
  Bytes bytes;                     ///< see RnnWeights::bytes()
  std::vector<std::int16_t> bias;  ///< (gates)
  std::vector<std::int16_t> recurrent_bias;
  std::vector<std::uint16_t> byte_scale;
  std::vector<std::uint16_t> bigram_scale;
  std::vector<std::uint8_t> projection_scale;
  std::vector<std::uint8_t> recurrent_scale;
  std::vector<std::int16_t> output;
  std::vector<std::int16_t> output_bias;
  std::vector<std::int8_t> byte;        ///< (1 + symbols)(gates), the first for all other bytes
  std::vector<std::int8_t> bigram;      ///< (bigram_rows)(gates)
  std::vector<std::int8_t> embedding;   ///< (kRnnEmbedded)(embedded_rows)(embedding)
  std::vector<std::int8_t> projection;  ///< (gates)(embedding)
  std::vector<std::int8_t> recurrent;   ///< (gates)(hidden)
};

Bytes rnn_section(const QuantisedRnn& rnn);

}  // namespace pith
