#include "cli/jsonl/corpus_figures.h"

#include <algorithm>
#include <cmath>

namespace pith::cli {
namespace {

constexpr double kUnitsPerBit = 1 << 20;

}  // namespace

void CorpusFigures::add(const Measurement& document) {
  const auto bits = static_cast<std::uint64_t>(std::llround(document.bits * kUnitsPerBit));
  ++documents_;
  bytes_ += document.bytes;
  characters_ += document.characters;
  words_ += document.words;
  bits_.add(bits);
  const std::optional<std::uint32_t> bin = bin_of(document);
  if (!bin) return;
  ++counted_;
  ++histogram_[*bin];
  counted_bits_.add(bits);
  bits_squared_.add_product(bits, bits);
  bits_chars_.add_product(bits, document.characters);
  chars_squared_.add_product(document.characters, document.characters);
}

CorpusFigures& CorpusFigures::operator+=(const CorpusFigures& other) {
  documents_ += other.documents_;
  kept_ += other.kept_;
  malformed_ += other.malformed_;
  bytes_ += other.bytes_;
  characters_ += other.characters_;
  words_ += other.words_;
  counted_ += other.counted_;
  bits_ += other.bits_;
  counted_bits_ += other.counted_bits_;
  bits_squared_ += other.bits_squared_;
  bits_chars_ += other.bits_chars_;
  chars_squared_ += other.chars_squared_;
  for (const auto& [bin, documents] : other.histogram_) histogram_[bin] += documents;
  return *this;
}

Measurement CorpusFigures::total() const {
  return {.bits = bits_.as_double() / kUnitsPerBit, .bytes = bytes_, .characters = characters_, .words = words_};
}

BitsPerCharEstimate CorpusFigures::estimate() const {
  return BitsPerCharEstimate({.documents = counted_,
                              .bits = counted_bits_.as_double() / kUnitsPerBit,
                              .chars = static_cast<double>(characters_),
                              .bits_squared = bits_squared_.as_double() / (kUnitsPerBit * kUnitsPerBit),
                              .bits_chars = bits_chars_.as_double() / kUnitsPerBit,
                              .chars_squared = chars_squared_.as_double()});
}

std::optional<std::uint32_t> CorpusFigures::bin_of(const Measurement& document) {
  const std::optional<double> bits_per_char = document.bits_per_char();
  if (!bits_per_char) return std::nullopt;
  return static_cast<std::uint32_t>(std::min(*bits_per_char * kBinsPerBit, static_cast<double>(kMostBins - 1)));
}

std::uint32_t CorpusFigures::cut(double percent) const {
  const double wanted = static_cast<double>(counted_) * percent / 100;
  std::uint64_t below = 0;
  for (const auto& [bin, documents] : histogram_) {
    if (static_cast<double>(below) >= wanted) return bin;
    below += documents;
  }
  return histogram_.empty() ? 0 : histogram_.rbegin()->first + 1;
}

}  // namespace pith::cli
