#include <cmath>
#include <numbers>

#include "pith/measure.h"

namespace pith {

namespace {

std::optional<double> per(double amount, std::uint64_t count) {
  return count == 0 ? std::nullopt : std::optional(amount / static_cast<double>(count));
}

std::optional<double> perplexity(std::optional<double> bits) {
  return bits ? std::optional(std::exp2(*bits)) : std::nullopt;
}

}  // namespace

double Measurement::nats() const { return bits * std::numbers::ln2; }
std::optional<double> Measurement::bits_per_byte() const { return per(bits, bytes); }
std::optional<double> Measurement::bits_per_char() const { return per(bits, characters); }
std::optional<double> Measurement::bits_per_word() const { return per(bits, words); }
std::optional<double> Measurement::nats_per_char() const { return per(nats(), characters); }
std::optional<double> Measurement::perplexity_per_byte() const { return perplexity(bits_per_byte()); }
std::optional<double> Measurement::perplexity_per_char() const { return perplexity(bits_per_char()); }
std::optional<double> Measurement::perplexity_per_word() const { return perplexity(bits_per_word()); }

Measurement& Measurement::operator+=(const Measurement& other) {
  bits += other.bits;
  bytes += other.bytes;
  characters += other.characters;
  words += other.words;
  return *this;
}

}  // namespace pith
