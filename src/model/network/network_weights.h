#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "model/network/alphabet.h"
#include "model/network/dimensions.h"
#include "model/network/embedding_table.h"
#include "model/network_kernels/matrix.h"

namespace pith {

/// A gated recurrent unit: what it multiplies its own activations with. Biases are in units of 2^-12.
struct GatedUnitWeights {
  NetworkMatrix projection;                  ///< (gates)(embedding)
  NetworkMatrix recurrent;                   ///< (gates)(units)
  std::vector<std::int32_t> bias;            ///< (gates)
  std::vector<std::int32_t> recurrent_bias;  ///< (units), of the candidates, inside the reset gate
};

/// The network of a model in integers, as docs/format/RNN.md says. Immutable; used by any number of predictors at once.
class NetworkWeights {
 public:
  /// `section` outlives this. Throws Error kDamaged.
  explicit NetworkWeights(ByteView section);

  const NetworkShape& shape() const { return shape_; }
  const Alphabet& alphabet() const { return alphabet_; }

  const GatedUnitWeights& fast() const { return fast_; }
  const std::int8_t* byte_row(std::uint8_t byte) const {
    return byte_ + static_cast<std::size_t>(alphabet_.symbol(byte) + 1) * shape_.gates();
  }
  const std::int8_t* bigram_row(std::uint32_t row) const { return bigram_ + row * shape_.gates(); }
  const std::int32_t* byte_scale() const { return byte_scale_.data(); }      ///< (gates), in 2^-16
  const std::int32_t* bigram_scale() const { return bigram_scale_.data(); }  ///< (gates), in 2^-16
  const EmbeddingTable& embedding(std::size_t table) const { return embedding_[table]; }

  // Those of the slow clock, if there is one.
  const GatedUnitWeights& slow() const { return slow_; }
  const EmbeddingTable& slow_table(std::size_t table) const { return slow_table_[table]; }
  const NetworkMatrix& waist() const { return waist_; }        ///< (waist)(slow); without rows: all is told
  const NetworkMatrix& to_gates() const { return to_gates_; }  ///< (gates)(told)
  const std::vector<std::int16_t>& to_output() const { return to_output_; }  ///< (symbols)(told), in 2^-11

  const std::vector<std::int16_t>& output() const { return output_; }            ///< (symbols)(features), in 2^-11
  const std::vector<std::int16_t>& output_bias() const { return output_bias_; }  ///< (symbols), in 2^-11

 private:
  class Reader;
  void read(Reader& section);

  NetworkShape shape_;
  Alphabet alphabet_;
  GatedUnitWeights fast_;
  GatedUnitWeights slow_;
  std::vector<std::int32_t> byte_scale_;
  std::vector<std::int32_t> bigram_scale_;
  const std::int8_t* byte_ = nullptr;
  const std::int8_t* bigram_ = nullptr;
  std::array<EmbeddingTable, kEmbeddedTables> embedding_;
  std::array<EmbeddingTable, kSlowTables> slow_table_;
  NetworkMatrix waist_;
  NetworkMatrix to_gates_;
  std::vector<std::int16_t> to_output_;
  std::vector<std::int16_t> output_;
  std::vector<std::int16_t> output_bias_;
};

/// A gated unit in the form that NetworkWeights reads.
struct QuantisedUnit {
  std::vector<std::int16_t> bias;            ///< (gates)
  std::vector<std::int16_t> recurrent_bias;  ///< (units)
  std::vector<std::uint8_t> projection_scale;
  std::vector<std::uint8_t> recurrent_scale;
  std::vector<std::int8_t> projection;  ///< (gates)(embedding)
  std::vector<std::int8_t> recurrent;   ///< (gates)(units)
};

/// A table, its weights unpacked: (rows)(columns), each of as many bits as the shape says.
struct QuantisedTable {
  std::uint16_t scale = 0;
  std::vector<std::int8_t> weights;
};

/// The network in the form that NetworkWeights reads, to be filled by whoever quantises.
struct QuantisedNetwork {
  NetworkShape shape;
  Bytes bytes;  ///< that are known, ascending
  QuantisedUnit fast;
  std::vector<std::uint16_t> byte_scale;    ///< (gates)
  std::vector<std::uint16_t> bigram_scale;  ///< (gates)
  std::vector<std::int8_t> byte;            ///< (1 + symbols)(gates), the first for all other bytes
  std::vector<std::int8_t> bigram;          ///< (bigram_rows)(gates)
  std::array<QuantisedTable, kEmbeddedTables> embedding;

  QuantisedUnit slow;
  std::array<QuantisedTable, kSlowTables> slow_table;
  std::vector<std::uint8_t> waist_scale;
  std::vector<std::int8_t> waist;  ///< (waist)(slow)
  std::vector<std::uint8_t> to_gates_scale;
  std::vector<std::int8_t> to_gates;    ///< (gates)(told)
  std::vector<std::int16_t> to_output;  ///< (symbols)(told)

  std::vector<std::int16_t> output;  ///< (symbols)(features)
  std::vector<std::int16_t> output_bias;
};

/// The network's section of a model file.
Bytes network_section(const QuantisedNetwork& network);

}  // namespace pith
