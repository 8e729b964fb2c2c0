#include "model/network/weights.h"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <limits>
#include <numeric>
#include <type_traits>

#include "base/section_reader.h"

namespace pith {

namespace {

constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlignment = 64;

class Reader : public SectionReader {
 public:
  explicit Reader(ByteView section) : SectionReader(section, "network"), whole_(section) {}

  /// The numbers of one array, each kept in the file as a `Stored`. None may be outside [least, most].
  template <std::integral Stored, std::integral Number = std::int32_t>
  std::vector<Number> numbers(std::size_t count, std::int32_t least = std::numeric_limits<Stored>::min(),
                              std::int32_t most = std::numeric_limits<Stored>::max()) {
    std::vector<Number> numbers(count);
    for (Number& each : numbers) {
      each = static_cast<Stored>(number<std::make_unsigned_t<Stored>>());
      if (each < least || each > most) throw damaged("a number is out of range");
    }
    return numbers;
  }

  /// Weights where they lie. They begin at a multiple of kAlignment.
  const std::int8_t* weights(std::size_t count) {
    while ((whole_.size() - left()) % kAlignment != 0) {
      if (number<std::uint8_t>() != 0) throw damaged("padding is not zero");
    }
    const ByteView bytes = take(count);
    if (count > 0 && std::memchr(bytes.data(), 0x80, count) != nullptr) throw damaged("a weight is out of range");
    return reinterpret_cast<const std::int8_t*>(bytes.data());
  }

 private:
  ByteView whole_;
};

bool in_steps(std::uint32_t units, std::uint32_t most) {
  return units <= most && units % RnnWeights::kUnitsTogether == 0;
}

RnnShape read_shape(Reader& section) {
  if (section.number<std::uint32_t>() != kVersion) throw section.damaged("it has a layout that this pith cannot read");
  RnnShape shape;
  shape.hidden = section.number<std::uint32_t>();
  shape.embedding = section.number<std::uint32_t>();
  shape.bigram_rows = section.number<std::uint32_t>();
  shape.embedded_rows = section.number<std::uint32_t>();
  const auto rows = [](std::uint32_t count) { return 1 <= count && count <= RnnWeights::kMaxRows; };
  if (shape.hidden == 0 || !in_steps(shape.hidden, RnnWeights::kMaxHidden) || shape.embedding == 0 ||
      !in_steps(shape.embedding, RnnWeights::kMaxEmbedding) || !rows(shape.bigram_rows) || !rows(shape.embedded_rows)) {
    throw section.damaged("its dimensions are out of range");
  }
  return shape;
}

std::vector<std::int32_t> row_sums(const std::int8_t* weights, std::size_t rows, std::size_t columns) {
  std::vector<std::int32_t> sums(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    sums[row] = std::accumulate(weights + row * columns, weights + (row + 1) * columns, std::int32_t{0});
  }
  return sums;
}

template <typename Numbers>
void append_numbers(Bytes& section, const Numbers& numbers) {
  for (const auto number : numbers) {
    append_little_endian(section, static_cast<std::make_unsigned_t<std::decay_t<decltype(number)>>>(number));
  }
}

void append_weights(Bytes& section, const std::vector<std::int8_t>& weights) {
  section.resize((section.size() + kAlignment - 1) / kAlignment * kAlignment);
  section.insert(section.end(), weights.begin(), weights.end());
}

}  // namespace

RnnWeights::RnnWeights(ByteView bytes) {
  Reader section(bytes);
  shape_ = read_shape(section);
  alphabet_ = Alphabet(section.take(32).first<32>());
  if (alphabet_.size() == 0) throw section.damaged("it knows no byte");

  bias_ = section.numbers<std::int16_t>(shape_.gates());
  recurrent_bias_ = section.numbers<std::int16_t>(shape_.hidden);
  byte_scale_ = section.numbers<std::uint16_t>(shape_.gates());
  bigram_scale_ = section.numbers<std::uint16_t>(shape_.gates());
  projection_scale_ = section.numbers<std::uint8_t>(shape_.gates());
  recurrent_scale_ = section.numbers<std::uint8_t>(shape_.gates());
  output_ = section.numbers<std::int16_t, std::int16_t>(symbols() * shape_.features(), -kMaxOutput, kMaxOutput);
  output_bias_ = section.numbers<std::int16_t, std::int16_t>(symbols(), -kMaxOutput, kMaxOutput);

  byte_ = section.weights((1 + symbols()) * shape_.gates());
  bigram_ = section.weights(shape_.bigram_rows * shape_.gates());
  embedding_ = section.weights(kRnnEmbedded * shape_.embedded_rows * shape_.embedding);
  projection_ = section.weights(shape_.gates() * shape_.embedding);
  recurrent_ = section.weights(shape_.gates() * shape_.hidden);
  section.require_end();
  projection_sums_ = row_sums(projection_, shape_.gates(), shape_.embedding);
  recurrent_sums_ = row_sums(recurrent_, shape_.gates(), shape_.hidden);
}

Bytes rnn_section(const QuantisedRnn& rnn) {
  Bytes section;
  for (const std::uint32_t number :
       {kVersion, rnn.shape.hidden, rnn.shape.embedding, rnn.shape.bigram_rows, rnn.shape.embedded_rows}) {
    append_little_endian(section, number);
  }
  std::array<std::uint8_t, 32> known{};
  for (const std::uint8_t byte : rnn.bytes)
    known[byte / 8] = static_cast<std::uint8_t>(known[byte / 8] | 1 << byte % 8);
  section.insert(section.end(), known.begin(), known.end());
  append_numbers(section, rnn.bias);
  append_numbers(section, rnn.recurrent_bias);
  append_numbers(section, rnn.byte_scale);
  append_numbers(section, rnn.bigram_scale);
  append_numbers(section, rnn.projection_scale);
  append_numbers(section, rnn.recurrent_scale);
  append_numbers(section, rnn.output);
  append_numbers(section, rnn.output_bias);
  append_weights(section, rnn.byte);
  append_weights(section, rnn.bigram);
  append_weights(section, rnn.embedding);
  append_weights(section, rnn.projection);
  append_weights(section, rnn.recurrent);
  return section;
}

}  // namespace pith
