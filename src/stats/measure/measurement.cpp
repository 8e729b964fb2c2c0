#include <cmath>
#include <numbers>

#include "pith/measure.h"

namespace pith {

namespace {

double per(double bits, std::uint64_t count) { return count == 0 ? 0 : bits / static_cast<double>(count); }

}  // namespace

double Measurement::nats() const { return bits * std::numbers::ln2; }
double Measurement::bits_per_byte() const { return per(bits, bytes); }
double Measurement::bits_per_char() const { return per(bits, characters); }
double Measurement::bits_per_word() const { return per(bits, words); }
double Measurement::perplexity_per_byte() const { return std::exp2(bits_per_byte()); }
double Measurement::perplexity_per_char() const { return std::exp2(bits_per_char()); }
double Measurement::perplexity_per_word() const { return std::exp2(bits_per_word()); }

Measurement& Measurement::operator+=(const Measurement& other) {
  bits += other.bits;
  bytes += other.bytes;
  characters += other.characters;
  words += other.words;
  return *this;
}

}  // namespace pith
