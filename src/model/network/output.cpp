#include "model/network/output.h"

#include <algorithm>

#include "model/network_kernels/functions.h"

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
      shares_(alphabet.size()),
      odds_(alphabet) {
  fine_output_.reserve(weights.size());
  for (const std::int16_t weight : weights) fine_output_.push_back(weight * 65536);
  for (const std::int16_t each : bias) fine_bias_.push_back(each * 65536);
}

void RnnOutput::predict(std::span<const std::int16_t> features, std::span<const std::int32_t> added) {
  const std::size_t symbols = alphabet_.size();
  kernels_.dot_i16(output_.data(), features.data(), symbols, features.size(), logits_.data());
  for (std::size_t s = 0; s < symbols; ++s) logits_[s] += fine_bias_[s] >> 10;
  for (std::size_t s = 0; s < added.size(); ++s) logits_[s] += added[s];
  odds_.set(kernels_, logits_, shares_);
}

void RnnOutput::learn(std::span<const std::int16_t> features, std::uint8_t byte) {
  const std::uint64_t whole = (std::uint64_t{1} << 38) / odds_.shares();
  const std::int32_t rate = kRate + kHaste / static_cast<std::int32_t>(1 + (bytes_learnt_++ >> kHasteShift));
  const auto error_of = [&](std::size_t s) {
    return -static_cast<std::int32_t>((shares_[s] + std::uint64_t{1}) * whole >> 22);
  };
  const auto learn_symbol = [&](std::size_t s, std::int32_t error) {
    const std::int32_t step = error * rate;
    const std::size_t row = s * features.size();
    kernels_.sgd_step(features.data(), step, features.size(), &fine_output_[row], &output_[row]);
    fine_bias_[s] = std::clamp(fine_bias_[s] + (step >> 2), -kMaxFineOutput, kMaxFineOutput);
  };
  const int came = alphabet_.symbol(byte);
  // An error is of kLeastError only from a share on: 1 + share >= least_share.
  const std::uint64_t least_share = ((std::uint64_t{kLeastError} << 22) + whole - 1) / whole;
  for (std::size_t s = 0; s < alphabet_.size(); ++s) {
    if (shares_[s] + std::uint64_t{1} >= least_share && static_cast<int>(s) != came) learn_symbol(s, error_of(s));
  }
  if (came < 0) return;
  const std::int32_t error = 65536 + error_of(static_cast<std::size_t>(came));
  if (error >= kLeastError) learn_symbol(static_cast<std::size_t>(came), error);
}

}  // namespace pith
