#include "train/kernels/layout.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace pith {

namespace {

constexpr float kInputRange = 0.1F;
constexpr float kTableRange = 0.02F;   // rows that are never met are to say nothing
constexpr float kToldScale = 0.2F;     // what the slow clock adds moves all gates at once
constexpr float kKeepBias = 1.0F;      // of z: units keep what they have until they learn when not to
constexpr std::size_t kTogether = 16;  // tensors begin at multiples of it
constexpr std::array kEmbeddedNames = {"order3", "order4", "order5", "order6", "word", "word_pair"};
constexpr std::array kSlowNames = {"word", "word_pair", "ending", "start"};
static_assert(kEmbeddedNames.size() == kEmbeddedTables && kSlowNames.size() == kSlowTables);

class Filling {
 public:
  Filling(std::vector<float>& parameters, std::uint64_t seed) : parameters_(parameters), random_(seed) {}

  void fill(const NetworkTensor& tensor, float range) {
    for (std::size_t i = tensor.begin; i < tensor.end(); ++i) {
      const auto step = static_cast<float>(random_.next() >> 40);  // 24 bits
      parameters_[i] = range * (step / 8388608.0F - 1.0F);
    }
  }

  /// So that what comes out is about as large as what goes in.
  void fill_matrix(const NetworkTensor& tensor, float scale = 1) {
    fill(tensor, scale / std::sqrt(static_cast<float>(std::max<std::size_t>(tensor.columns, 1))));
  }

  void add(std::size_t begin, std::size_t count, float value) {
    const auto first = parameters_.begin() + static_cast<std::ptrdiff_t>(begin);
    std::for_each(first, first + static_cast<std::ptrdiff_t>(count), [value](float& p) { p += value; });
  }

 private:
  std::vector<float>& parameters_;
  Random random_;
};

}  // namespace

NetworkLayout::NetworkLayout(const NetworkShape& shape) {
  using Kind = NetworkTensor::Kind;
  const std::size_t gates = shape.gates();
  const std::size_t slow_gates = shape.slow_gates();
  const std::size_t told = shape.slow > 0 ? shape.told() : 0;
  byte = {"byte", Kind::kPlain, kByteValues, gates};
  projection = {"projection", Kind::kMatrix, gates, shape.embedding, 3};
  recurrent = {"recurrent", Kind::kMatrix, gates, shape.hidden, 3};
  recurrent_bias = {"recurrent_bias", Kind::kPlain, 1, shape.hidden};
  output = {"output", Kind::kPlain, kByteValues, shape.features()};
  output_bias = {"output_bias", Kind::kPlain, 1, kByteValues};
  slow_projection = {"slow_projection", Kind::kMatrix, slow_gates, shape.slow_embedding, 3};
  slow_recurrent = {"slow_recurrent", Kind::kMatrix, slow_gates, shape.slow, 3};
  slow_bias = {"slow_bias", Kind::kPlain, 1, slow_gates};
  slow_recurrent_bias = {"slow_recurrent_bias", Kind::kPlain, 1, shape.slow};
  slow_waist = {"slow_waist", Kind::kMatrix, shape.waist, shape.slow};
  slow_to_gates = {"slow_to_gates", Kind::kMatrix, gates, told, 3};
  slow_to_output = {"slow_to_output", Kind::kPlain, kByteValues, told};
  bigram = {"bigram", Kind::kTable, shape.bigram_rows, gates};
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) {
    embedding[i] = {std::string("embedding.") + kEmbeddedNames[i], Kind::kTable, shape.embedded_rows[i],
                    shape.embedding};
  }
  for (std::size_t i = 0; i < kSlowTables; ++i) {
    slow_table[i] = {std::string("slow_table.") + kSlowNames[i], Kind::kTable, shape.slow_rows[i],
                     shape.slow_embedding};
  }
  for (NetworkTensor* tensor :
       {&byte, &projection, &recurrent, &recurrent_bias, &output, &output_bias, &slow_projection, &slow_recurrent,
        &slow_bias, &slow_recurrent_bias, &slow_waist, &slow_to_gates, &slow_to_output, &bigram}) {
    place(*tensor);
  }
  for (NetworkTensor& tensor : embedding) place(tensor);
  for (NetworkTensor& tensor : slow_table) place(tensor);
}

void NetworkLayout::place(NetworkTensor& tensor) {
  tensor.begin = size_;
  size_ += (tensor.size() + kTogether - 1) / kTogether * kTogether;
}

std::vector<const NetworkTensor*> NetworkLayout::tensors() const {
  std::vector<const NetworkTensor*> all = {
      &byte,        &projection,      &recurrent,      &recurrent_bias, &output,
      &output_bias, &slow_projection, &slow_recurrent, &slow_bias,      &slow_recurrent_bias,
      &slow_waist,  &slow_to_gates,   &slow_to_output, &bigram};
  for (const NetworkTensor& tensor : embedding) all.push_back(&tensor);
  for (const NetworkTensor& tensor : slow_table) all.push_back(&tensor);
  std::erase_if(all, [](const NetworkTensor* tensor) { return tensor->size() == 0; });
  return all;
}

std::vector<float> initial_parameters(const NetworkShape& shape, std::uint64_t seed) {
  const NetworkLayout layout(shape);
  std::vector<float> parameters(layout.size());
  Filling filling(parameters, seed);
  filling.fill(layout.byte, kInputRange);
  filling.fill(layout.bigram, kInputRange);
  for (const NetworkTensor& table : layout.embedding) filling.fill(table, kTableRange);
  for (const NetworkTensor& table : layout.slow_table) filling.fill(table, kTableRange);
  for (const NetworkTensor* matrix : {&layout.projection, &layout.recurrent, &layout.output, &layout.slow_projection,
                                      &layout.slow_recurrent, &layout.slow_waist}) {
    filling.fill_matrix(*matrix);
  }
  filling.fill_matrix(layout.slow_to_gates, kToldScale);
  filling.fill_matrix(layout.slow_to_output, kToldScale);
  for (std::size_t symbol = 0; symbol < kByteValues; ++symbol) {
    filling.add(layout.byte.begin + symbol * shape.gates() + shape.hidden, shape.hidden, kKeepBias);
  }
  filling.add(layout.slow_bias.begin + shape.slow, shape.slow, kKeepBias);
  return parameters;
}

}  // namespace pith
