#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pith::cli {

/// A whole number of up to 128 bits: sums that come out the same in whatever order and parts they are added.
class ExactSum {
 public:
  __extension__ using Wide = unsigned __int128;

  ExactSum() = default;
  explicit ExactSum(Wide value) : value_(value) {}

  void add(std::uint64_t number) { value_ += number; }
  void add_product(std::uint64_t a, std::uint64_t b) { value_ += static_cast<Wide>(a) * b; }
  ExactSum& operator+=(const ExactSum& other) {
    value_ += other.value_;
    return *this;
  }

  double as_double() const { return static_cast<double>(value_); }
  /// Nothing if it takes more than 64 bits.
  std::optional<std::uint64_t> as_word() const {
    return value_ <= UINT64_MAX ? std::optional(static_cast<std::uint64_t>(value_)) : std::nullopt;
  }
  bool operator==(const ExactSum&) const = default;

  /// In decimal digits.
  std::string text() const {
    std::string digits;
    Wide rest = value_;
    do {
      digits += static_cast<char>('0' + static_cast<int>(rest % 10));
      rest /= 10;
    } while (rest != 0);
    std::ranges::reverse(digits);
    return digits;
  }

  /// Nothing unless `text` is a number of up to 38 digits.
  static std::optional<ExactSum> of(std::string_view text) {
    constexpr std::size_t kMostDigits = 38;
    if (text.empty() || text.size() > kMostDigits) return std::nullopt;
    Wide value = 0;
    for (const char digit : text) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = value * 10 + static_cast<unsigned>(digit - '0');
    }
    return ExactSum(value);
  }

 private:
  Wide value_ = 0;
};

}  // namespace pith::cli
