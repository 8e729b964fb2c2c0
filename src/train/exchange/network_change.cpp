#include "train/exchange/network_change.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "pith/error.h"
#include "train/exchange/decision_coder.h"
#include "train/exchange/integer_code.h"

namespace pith {

namespace {

constexpr std::size_t kTriedNumbers = 1 << 16;  // of a tensor, that its step is chosen by
constexpr int kTriedSteps = 17;                 // each 2^-1/2 of the one before; the first clips nothing

Error damaged_change(const std::string& name, const std::string& what) {
  return Error(ErrorCode::kDamaged, name + ": the update is damaged: " + what + "; get an intact copy");
}

std::int8_t rounded(float number, float step, int most) {
  const float q = std::round(number / step);
  return static_cast<std::int8_t>(std::clamp(q, -static_cast<float>(most), static_cast<float>(most)));
}

/// Numbers of a tensor that are not 0, spread over it.
std::vector<float> sample_of(const NetworkTensor& tensor, const std::vector<float>& change) {
  std::vector<float> sample;
  for (std::size_t i = tensor.begin; i < tensor.end(); ++i) {
    if (change[i] != 0) sample.push_back(change[i]);
  }
  const std::size_t every = (sample.size() + kTriedNumbers - 1) / kTriedNumbers;
  if (every < 2) return sample;
  for (std::size_t i = 0; i * every < sample.size(); ++i) sample[i] = sample[i * every];
  sample.resize((sample.size() + every - 1) / every);
  return sample;
}

float step_of(const NetworkTensor& tensor, const std::vector<float>& change, int most) {
  const std::vector<float> sample = sample_of(tensor, change);
  float largest = 0;
  for (const float number : sample) largest = std::max(largest, std::abs(number));
  float best = 0;
  double least = 0;
  for (int i = 0; i < kTriedSteps; ++i) {
    const auto step = largest / static_cast<float>(most) * static_cast<float>(std::exp2(-i / 2.0));
    if (!(step > 1e-30F)) break;
    double lost = 0;
    for (const float number : sample) {
      const double rest = static_cast<double>(number - static_cast<float>(rounded(number, step, most)) * step);
      lost += rest * rest;
    }
    if (best == 0 || lost < least) {
      best = step;
      least = lost;
    }
  }
  return best;
}

Bytes float_bytes(const std::vector<float>& numbers) {
  Bytes bytes;
  bytes.reserve(4 * numbers.size());
  for (const float number : numbers) append_little_endian(bytes, std::bit_cast<std::uint32_t>(number));
  return bytes;
}

/// REQUIRES: bytes.size() >= 4 * count.
std::vector<float> floats_in(const std::string& name, ByteView bytes, std::size_t count) {
  std::vector<float> numbers(count);
  for (std::size_t i = 0; i < count; ++i) {
    numbers[i] = std::bit_cast<float>(little_endian<std::uint32_t>(bytes.subspan(4 * i)));
    if (!std::isfinite(numbers[i]) || std::abs(numbers[i]) > 1e6F) {
      throw damaged_change(name, "a number of the network is out of range");
    }
  }
  return numbers;
}

}  // namespace

QuantisedChange quantised_change(const NetworkLayout& layout, int bits, const std::vector<float>& change) {
  assert(is_change_bits(bits) && bits < 32 && change.size() == layout.size());
  QuantisedChange result{.steps = {}, .integers = std::vector<std::int8_t>(layout.size())};
  const int most = most_integer(bits);
  for (const NetworkTensor* tensor : layout.tensors()) {
    const float step = step_of(*tensor, change, most);
    result.steps.push_back(step);
    if (step == 0) continue;
    for (std::size_t i = tensor->begin; i < tensor->end(); ++i) result.integers[i] = rounded(change[i], step, most);
  }
  return result;
}

void add_change(const NetworkLayout& layout, const QuantisedChange& change, float weight,
                std::vector<float>& parameters) {
  auto step = change.steps.begin();
  for (const NetworkTensor* tensor : layout.tensors()) {
    const float scale = *step++ * weight;
    for (std::size_t i = tensor->begin; i < tensor->end(); ++i) {
      parameters[i] += static_cast<float>(change.integers[i]) * scale;
    }
  }
}

CodedChange coded_change(const NetworkLayout& layout, int bits, const QuantisedChange& change) {
  DecisionWriter writer;
  std::vector<std::int8_t> integers = change.integers;
  code_integers(writer, layout, bits, integers);
  CodedChange coded{.bytes = float_bytes(change.steps), .quantised = {}, .ideal_bits = writer.ideal_bits()};
  const Bytes payload = writer.finish();
  coded.bytes.insert(coded.bytes.end(), payload.begin(), payload.end());
  return coded;
}

QuantisedChange read_change(const std::string& name, const NetworkLayout& layout, int bits, ByteView bytes) {
  const std::size_t tensors = layout.tensors().size();
  if (!is_change_bits(bits) || bits == 32)
    throw damaged_change(name, "its numbers have " + std::to_string(bits) + " bits");
  if (bytes.size() < 4 * tensors) throw damaged_change(name, "the network's change ends early");
  QuantisedChange change{.steps = floats_in(name, bytes, tensors), .integers = std::vector<std::int8_t>(layout.size())};
  DecisionReader reader(bytes.subspan(4 * tensors));
  if (!code_integers(reader, layout, bits, change.integers) || !reader.finished()) {
    throw damaged_change(name, "the network's change is not one that was written");
  }
  return change;
}

CodedChange code_with_feedback(const NetworkLayout& layout, int bits, std::vector<float>& change) {
  if (bits == 32) {
    CodedChange coded{
        .bytes = float_bytes(change), .quantised = {}, .ideal_bits = 32.0 * static_cast<double>(change.size())};
    std::ranges::fill(change, 0.0F);
    return coded;
  }
  QuantisedChange quantised = quantised_change(layout, bits, change);
  add_change(layout, quantised, -1, change);
  CodedChange coded = coded_change(layout, bits, quantised);
  coded.quantised = std::move(quantised);
  return coded;
}

void add_coded_change(const std::string& name, const NetworkLayout& layout, int bits, ByteView bytes, float weight,
                      std::vector<float>& sum) {
  if (bits != 32) return add_change(layout, read_change(name, layout, bits, bytes), weight, sum);
  if (bytes.size() != 4 * layout.size()) throw damaged_change(name, "the network's change is not that of its network");
  const std::vector<float> change = floats_in(name, bytes, layout.size());
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weight * change[i];
}

}  // namespace pith
