#include "model/network/network_weights.h"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <limits>
#include <type_traits>

#include "base/section_reader.h"
#include "model/network_kernels/network_limits.h"

namespace pith {

namespace {

struct UnitScales {
  std::vector<std::int32_t> projection;
  std::vector<std::int32_t> recurrent;
};

}  // namespace

class NetworkWeights::Reader : public SectionReader {
 public:
  explicit Reader(ByteView section) : SectionReader(section, "network"), whole_(section) {}

  /// The numbers of one array, each kept in the file as a `Stored`. None may be outside +-most.
  template <std::integral Stored, std::integral Number = std::int32_t>
  std::vector<Number> numbers(std::size_t count, std::int32_t most = std::numeric_limits<std::uint16_t>::max()) {
    if (left() / sizeof(Stored) < count) throw damaged("it ends early");
    std::vector<Number> numbers(count);
    for (Number& each : numbers) {
      each = static_cast<Stored>(number<std::make_unsigned_t<Stored>>());
      if (each < -most || each > most) throw damaged("a number is out of range");
    }
    return numbers;
  }

  /// Weights where they lie. They begin at a multiple of kNetworkArrayAlignment.
  const std::uint8_t* bytes(std::size_t count) {
    while ((whole_.size() - left()) % kNetworkArrayAlignment != 0) {
      if (number<std::uint8_t>() != 0) throw damaged("padding is not zero");
    }
    return take(count).data();
  }

  const std::int8_t* weights(std::size_t count) {
    const std::uint8_t* const begin = bytes(count);
    if (count > 0 && std::memchr(begin, 0x80, count) != nullptr) throw damaged("a weight is out of range");
    return reinterpret_cast<const std::int8_t*>(begin);
  }

  NetworkMatrix matrix(std::size_t columns, std::vector<std::int32_t> scale) {
    const std::int8_t* const begin = weights(scale.size() * columns);
    return {begin, columns, std::move(scale)};
  }

  UnitScales unit_numbers(std::size_t units, GatedUnitWeights& unit) {
    unit.bias = numbers<std::int16_t>(3 * units);
    unit.recurrent_bias = numbers<std::int16_t>(units);
    UnitScales scales;
    scales.projection = numbers<std::uint8_t>(3 * units);
    scales.recurrent = numbers<std::uint8_t>(3 * units);
    return scales;
  }

  EmbeddingTable table(std::uint32_t rows, std::uint32_t columns, std::uint32_t bits, std::int32_t scale) {
    if (rows == 0) return {};
    const std::size_t count = std::size_t{rows} * columns * bits / 8;
    return {bits == 8 ? reinterpret_cast<const std::uint8_t*>(weights(count)) : bytes(count), rows, columns,
            static_cast<int>(bits), scale};
  }

 private:
  ByteView whole_;
};

namespace {

bool in_steps(std::uint32_t units, std::uint32_t most) { return units <= most && units % kUnitsTogether == 0; }

/// A clock has units and numbers to read, or neither.
bool is_shape(const NetworkShape& shape) {
  const auto few = [](std::uint32_t rows) { return rows <= kMaxTableRows; };
  const bool slow = shape.slow != 0;
  return shape.hidden != 0 && in_steps(shape.hidden, kMaxUnits) && shape.embedding != 0 &&
         in_steps(shape.embedding, kMaxEmbeddingNumbers) && shape.bigram_rows != 0 && few(shape.bigram_rows) &&
         std::ranges::all_of(shape.embedded_rows, few) && in_steps(shape.slow, kMaxUnits) &&
         in_steps(shape.slow_embedding, kMaxEmbeddingNumbers) && (shape.slow_embedding != 0) == slow &&
         in_steps(shape.waist, kMaxEmbeddingNumbers) && (slow || shape.waist == 0) &&
         std::ranges::all_of(shape.slow_rows, [&](std::uint32_t rows) { return few(rows) && (slow || rows == 0); }) &&
         (shape.table_bits == 4 || shape.table_bits == 8);
}

NetworkShape read_shape(SectionReader& section) {
  NetworkShape shape;
  shape.hidden = section.number<std::uint32_t>();
  shape.embedding = section.number<std::uint32_t>();
  shape.bigram_rows = section.number<std::uint32_t>();
  for (std::uint32_t& rows : shape.embedded_rows) rows = section.number<std::uint32_t>();
  shape.slow = section.number<std::uint32_t>();
  shape.slow_embedding = section.number<std::uint32_t>();
  shape.waist = section.number<std::uint32_t>();
  for (std::uint32_t& rows : shape.slow_rows) rows = section.number<std::uint32_t>();
  shape.table_bits = section.number<std::uint32_t>();
  if (!is_shape(shape)) throw section.damaged("its dimensions are out of range");
  return shape;
}

}  // namespace

NetworkWeights::NetworkWeights(ByteView bytes) {
  Reader section(bytes);
  if (section.number<std::uint32_t>() != kNetworkLayout) {
    throw section.damaged("it has a layout that this pith cannot read");
  }
  read(section);
  section.require_end();
}

void NetworkWeights::read(Reader& section) {
  shape_ = read_shape(section);
  alphabet_ = Alphabet(section.take(32).first<32>());
  const std::size_t symbols = alphabet_.size();
  if (symbols == 0) throw section.damaged("it knows no byte");

  UnitScales fast = section.unit_numbers(shape_.hidden, fast_);
  byte_scale_ = section.numbers<std::uint16_t>(shape_.gates());
  bigram_scale_ = section.numbers<std::uint16_t>(shape_.gates());
  const auto embedding_scale = section.numbers<std::uint16_t>(kEmbeddedTables);
  UnitScales slow = section.unit_numbers(shape_.slow, slow_);
  const auto slow_table_scale = section.numbers<std::uint16_t>(kSlowTables);
  auto waist_scale = section.numbers<std::uint8_t>(shape_.waist);
  auto to_gates_scale = section.numbers<std::uint8_t>(shape_.slow != 0 ? shape_.gates() : 0);
  to_output_ = section.numbers<std::int16_t, std::int16_t>(symbols * shape_.told(), kMaxToldWeight);
  output_ = section.numbers<std::int16_t, std::int16_t>(symbols * shape_.features(), kMaxOutputWeight);
  output_bias_ = section.numbers<std::int16_t, std::int16_t>(symbols, kMaxOutputWeight);

  byte_ = section.weights((1 + symbols) * shape_.gates());
  bigram_ = section.weights(shape_.bigram_rows * shape_.gates());
  fast_.projection = section.matrix(shape_.embedding, std::move(fast.projection));
  fast_.recurrent = section.matrix(shape_.hidden, std::move(fast.recurrent));
  slow_.projection = section.matrix(shape_.slow_embedding, std::move(slow.projection));
  slow_.recurrent = section.matrix(shape_.slow, std::move(slow.recurrent));
  waist_ = section.matrix(shape_.slow, std::move(waist_scale));
  to_gates_ = section.matrix(shape_.told(), std::move(to_gates_scale));
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
    embedding_[i] = section.table(shape_.embedded_rows[i], shape_.embedding, shape_.table_bits, embedding_scale[i]);
  }
  for (std::size_t i = 0; i < kSlowTables; ++i) {
    slow_table_[i] = section.table(shape_.slow_rows[i], shape_.slow_embedding, shape_.table_bits, slow_table_scale[i]);
  }
}

}  // namespace pith
