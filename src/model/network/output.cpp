#include "model/network/output.h"

#include <algorithm>
#include <bit>

#include "model/network/functions.h"

namespace pith {

namespace {

// Chosen on texts that are not reported. Rates are in units of 2^-13; haste fades with the text: half after 2 KiB.
constexpr std::int32_t kRate = 14;
constexpr std::int32_t kHaste = 60;
constexpr int kHasteShift = 11;
constexpr std::int32_t kLeastError = 128;  // errors below are not learnt from: 1 / 512
static_assert(std::int64_t{65536} * (kRate + kHaste) <= kMaxRnnStep);

// A share is at most 2^22 + 1, a sum of them below 2^31.
static_assert(std::int64_t{256} * ((1 << 22) + 1) < INT32_MAX);

}  // namespace

RnnOutput::RnnOutput(const Alphabet& alphabet, std::span<const std::int16_t> weights,
                     std::span<const std::int16_t> bias)
    : alphabet_(alphabet),
      kernels_(rnn_kernels()),
      output_(weights.begin(), weights.end()),
      logits_(alphabet.size()),
      shares_(alphabet.size()) {
  for (const std::int16_t weight : weights) fine_output_.push_back(weight * 65536);
  for (const std::int16_t each : bias) fine_bias_.push_back(each * 65536);
}

void RnnOutput::predict(std::span<const std::int16_t> features, std::span<const std::int32_t> added) {
  const std::size_t symbols = alphabet_.size();
  kernels_.dot_i16(output_.data(), features.data(), symbols, features.size(), logits_.data());
  for (std::size_t s = 0; s < symbols; ++s) logits_[s] += fine_bias_[s] >> 10;
  for (std::size_t s = 0; s < added.size(); ++s) logits_[s] += added[s];
  const auto most = std::ranges::max_element(logits_);
  likeliest_ = alphabet_.bytes()[static_cast<std::size_t>(most - logits_.begin())];
  kernels_.shares(logits_.data(), *most, symbols, shares_.data());
  std::array<std::uint32_t, 256> shares{};
  for (std::size_t s = 0; s < symbols; ++s) shares[alphabet_.bytes()[s]] = shares_[s];
  std::uint32_t sum = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    sum += shares[byte] + 1;
    below_[byte + 1] = sum;
  }
}

void RnnOutput::learn(std::span<const std::int16_t> features, std::uint8_t byte) {
  const std::uint64_t whole = (std::uint64_t{1} << 38) / below_[256];
  const std::int32_t rate = kRate + kHaste / static_cast<std::int32_t>(1 + (bytes_learnt_++ >> kHasteShift));
  const int came = alphabet_.symbol(byte);
  for (std::size_t s = 0; s < alphabet_.size(); ++s) {
    const auto p = static_cast<std::int32_t>((shares_[s] + std::uint64_t{1}) * whole >> 22);
    const std::int32_t error = (static_cast<int>(s) == came ? 65536 : 0) - p;
    if (error > -kLeastError && error < kLeastError) continue;
    const std::int32_t step = error * rate;
    const std::size_t row = s * features.size();
    kernels_.sgd_step(features.data(), step, features.size(), &fine_output_[row], &output_[row]);
    fine_bias_[s] = std::clamp(fine_bias_[s] + (step >> 2), -kMaxFineOutput, kMaxFineOutput);
  }
}

std::uint32_t RnnOutput::p16(std::uint32_t partial) const {
  const int bits_left = 8 - (std::bit_width(partial) - 1);
  const std::uint32_t first = (partial << bits_left) & 255;
  const std::uint32_t half = 1u << (bits_left - 1);
  const std::uint64_t ones = below_[first + 2 * half] - below_[first + half];
  const std::uint64_t all = below_[first + 2 * half] - below_[first];
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>((ones << 16) / all, 1, 65535));
}

}  // namespace pith
