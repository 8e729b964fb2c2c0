#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "train/exchange/decision_coder.h"
#include "train/exchange/mixed_decision.h"
#include "train/exchange/row_match.h"
#include "train/kernels/layout.h"

namespace pith {

/// The largest integer of so many bits.
constexpr int most_integer(int bits) { return (1 << (bits - 1)) - 1; }

/// Codes the integers of a change, each by what is around it (docs/format/UPDATE.md).
template <typename Coder>
class IntegerCode {
 public:
  /// `coder` and `integers`, which are read or written where they lie, outlive this.
  IntegerCode(Coder& coder, int bits, std::vector<std::int8_t>& integers)
      : coder_(coder), most_(most_integer(bits)), integers_(integers), match_(bits) {}

  /// Codes a tensor. False if a number is out of range.
  bool tensor(const NetworkTensor& tensor) {
    places_[kByActivity].assign(kClasses, {});
    places_[kByColumn].assign(tensor.columns, {});
    places_[kByMatch].assign(kMatches, {});
    places_[kByAbove].assign(2 * kClasses, {});
    places_[kByRow].assign(kClasses, {});
    was_moved_ = true;
    for (std::size_t row = 0; row < tensor.rows; ++row) {
      if (!code_row(tensor.begin + row * tensor.columns, tensor.columns, row > 0)) return false;
    }
    return true;
  }

 private:
  enum Input { kByActivity, kByColumn, kByMatch, kByAbove, kByRow, kInputs };
  static constexpr std::size_t kClasses = 24;
  static constexpr std::size_t kMatches = 1 + 4 * 9;
  static constexpr std::size_t kNodes = 80;  // 8 of the length, 8 of the digits for each length, the sign
  static constexpr std::size_t kSign = 8;    // where no digits are: those of length 0

  using Places = std::array<AdaptiveProbability, kNodes>;

  bool code_row(std::size_t begin, std::size_t columns, bool has_above) {
    const auto first = integers_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto is_moved = [](std::int8_t q) { return q != 0; };
    const bool moved = std::any_of(first, first + static_cast<std::ptrdiff_t>(columns), is_moved);
    was_moved_ = coder_.decide(moved ? 1 : 0, moved_[was_moved_ ? 1 : 0]) != 0;
    if (!was_moved_) return true;
    match_.begin_row();
    std::size_t row_sum = 0;
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t at = begin + column;
      match_.find(integers_, at, column, columns);
      look_around(at, column, has_above ? columns : 0, row_sum);
      integers_[at] = number(integers_[at]);
      const auto size = static_cast<std::size_t>(std::abs(static_cast<int>(integers_[at])));
      if (size > static_cast<std::size_t>(most_)) return false;
      row_sum += size;
      match_.go_on(integers_, at);
    }
    return true;
  }

  /// The classes of what is around a number. `above`: how far back the row above is, 0 = there is none.
  void look_around(std::size_t at, std::size_t column, std::size_t above, std::size_t row_sum) {
    const int left = column > 0 ? integers_[at - 1] : 0;
    const int before = column > 1 ? integers_[at - 2] : 0;
    const int over = above > 0 ? integers_[at - above] : 0;
    const int over_left = above > 0 && column > 0 ? integers_[at - above - 1] : 0;
    left_sign_ = left;
    at_[kByActivity] = class_of(2 * std::abs(left) + std::abs(before) + 2 * std::abs(over));
    at_[kByColumn] = column;
    at_[kByMatch] = match_class();
    at_[kByAbove] = (over < 0 ? kClasses : 0) + class_of(3 * std::abs(over) + std::abs(over_left));
    at_[kByRow] = column == 0 ? kClasses - 1 : class_of(static_cast<int>(8 * row_sum / column));
  }

  std::size_t match_class() const {
    if (match_.length() == 0) return 0;
    const auto expected = static_cast<std::size_t>(std::clamp(int{match_.expected(integers_)}, -4, 4) + 4);
    const std::size_t length = match_.length() < 8 ? 0 : match_.length() < 16 ? 1 : match_.length() < 32 ? 2 : 3;
    return 1 + 9 * length + expected;
  }

  /// 0, 1, 2, then two for each power of 2.
  static std::size_t class_of(int s) {
    if (s < 2) return static_cast<std::size_t>(s);
    const auto digits = static_cast<unsigned>(std::bit_width(static_cast<unsigned>(s)));
    return std::min<std::size_t>(2 * digits + (static_cast<unsigned>(s) >> (digits - 2) & 1) - 2, kClasses - 2);
  }

  int decide(int bit, std::size_t node) {
    std::array<AdaptiveProbability*, kInputs> places{};
    for (std::size_t i = 0; i < kInputs; ++i) places[i] = &places_[i][at_[i]][node];
    return mixers_[node].code(coder_, bit, places);
  }

  std::int8_t number(std::int8_t q) {
    const auto m = static_cast<unsigned>(std::abs(static_cast<int>(q))) + 1;
    const int wanted = static_cast<int>(std::bit_width(m)) - 1;
    int length = 0;
    while (length < 8 && decide(length < wanted ? 1 : 0, static_cast<std::size_t>(length)) != 0) ++length;
    if (length == 8) return -128;  // no number has so many digits
    unsigned value = 1;
    for (int i = length - 1; i >= 0; --i) {
      const int digit = static_cast<int>(m >> i) & 1;
      const bool is_modelled = length - i <= 3;
      const std::size_t node = 8 + 8 * static_cast<std::size_t>(length) + (value & 7);
      value = value << 1 | static_cast<unsigned>(is_modelled ? decide(digit, node) : coder_.decide_evenly(digit));
    }
    const int size = static_cast<int>(value) - 1;
    if (size == 0) return 0;
    if (size > 127) return -128;
    at_[kByActivity] = left_sign_ < 0 ? 2 : left_sign_ > 0 ? 1 : 0;
    at_[kByRow] = 0;
    const bool is_below = decide(q < 0 ? 1 : 0, kSign) != 0;
    return static_cast<std::int8_t>(is_below ? -size : size);
  }

  Coder& coder_;
  int most_;
  std::vector<std::int8_t>& integers_;
  RowMatch match_;
  std::array<std::vector<Places>, kInputs> places_;
  std::array<std::size_t, kInputs> at_{};  // which of places_ the present number has
  std::array<MixedDecision<kInputs>, kNodes> mixers_;
  std::array<AdaptiveProbability, 2> moved_;
  bool was_moved_ = true;
  int left_sign_ = 0;
};

/// Codes all tensors in their order. False if a number is out of range.
template <typename Coder>
bool code_integers(Coder& coder, const NetworkLayout& layout, int bits, std::vector<std::int8_t>& integers) {
  IntegerCode<Coder> code(coder, bits, integers);
  return std::ranges::all_of(layout.tensors(), [&](const NetworkTensor* tensor) { return code.tensor(*tensor); });
}

}  // namespace pith
