#include "train/network/parameters.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace pith {

namespace {

constexpr float kInputRange = 0.1F;
constexpr float kKeepBias = 1.0F;  // of z: units keep what they have until they learn when not to

void fill(std::vector<float>& parameters, const RnnTensor& tensor, float range, Random& random) {
  for (std::size_t i = 0; i < tensor.size(); ++i) {
    const auto step = static_cast<float>(random.next() >> 40);  // 24 bits
    parameters[tensor.begin + i] = range * (step / 8388608.0F - 1.0F);
  }
}

}  // namespace

std::vector<float> initial_parameters(const RnnShape& shape, std::uint64_t seed) {
  const RnnLayout layout(shape);
  const auto range = [](std::size_t inputs) { return 1.0F / std::sqrt(static_cast<float>(inputs)); };
  Random random(seed);
  std::vector<float> parameters(layout.size());
  fill(parameters, layout.byte, kInputRange, random);
  fill(parameters, layout.bigram, kInputRange, random);
  fill(parameters, layout.embedding, kInputRange, random);
  fill(parameters, layout.projection, range(std::max(shape.embedding, 1U)), random);
  fill(parameters, layout.recurrent, range(shape.hidden), random);
  fill(parameters, layout.output, range(shape.features()), random);
  for (std::size_t byte = 0; byte < kSymbols; ++byte) {
    float* z = &parameters[layout.byte.begin + byte * shape.gates() + shape.hidden];
    std::for_each(z, z + shape.hidden, [](float& bias) { bias += kKeepBias; });
  }
  return parameters;
}

}  // namespace pith
