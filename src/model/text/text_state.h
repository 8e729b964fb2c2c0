#pragma once

#include <cstddef>
#include <cstdint>

namespace pith {

/// How much of a TextState is needed.
enum class Sight : std::uint8_t {
  kLast8,  ///< last8() and byte() alone
  kWords,  ///< the words too
  kLines,  ///< everything
};

/// What the last bytes say about the next one, beyond themselves: words, lines, columns and fields.
///
/// A letter is an ASCII letter, taken in lower case, or any byte of a multi-byte character. A plain value: nothing but
/// numbers, computed from the bytes alone.
class TextState {
 public:
  /// Takes in the byte that comes after those in `past`: a Window, or a TextPast.
  template <typename Past>
  void update(const Past& past, std::uint8_t byte) {
    update_words(byte);
    update_line(past.position() + 1, byte);
    look_above(past, byte);
  }

  /// The same as far as Sight::kLast8 goes; the rest stays as it is.
  void update_last8(std::uint8_t byte) { last8_ = last8_ << 8 | byte; }

  /// The same as far as Sight::kWords goes.
  void update_words(std::uint8_t byte);

  std::uint64_t last8() const { return last8_; }  ///< the last byte in bits 0-7, the one before in 8-15 …
  std::uint8_t byte(int back) const { return static_cast<std::uint8_t>(last8_ >> (8 * (back - 1))); }  ///< 1 = last
  std::uint32_t word() const { return word_; }  ///< hash of the letters since the last other byte, 0 = none
  std::uint32_t word_before() const { return word_before_; }
  std::uint32_t word_before_that() const { return word_before_that_; }
  std::uint32_t column() const { return column_; }  ///< bytes since the line began, at most kMaxColumn
  std::uint8_t above() const { return above_; }     ///< the byte of the line before in this column, 0 = none
  std::uint32_t field() const { return field_; }    ///< hash of the bytes since the last separator
  std::uint32_t field_number() const { return field_number_; }  ///< separators since the line began
  std::uint32_t indent() const { return indent_; }              ///< white space that the line began with

  std::uint32_t line_before_start() const { return line_before_start_; }  ///< nothing before it is looked at again

  static constexpr std::uint32_t kMaxColumn = 255;

  /// Whether it can be that of a text of `bytes`, as each_number() may set what is none.
  bool lies_in(std::size_t bytes) const {
    return line_before_start_ <= line_start_ && line_start_ <= bytes && column_ <= kMaxColumn;
  }

  /// Counts positions from `count` bytes later on. REQUIRES: count <= line_before_start().
  void forget(std::uint32_t count) {
    line_start_ -= count;
    line_before_start_ -= count;
  }

  bool operator==(const TextState&) const = default;

  /// Calls visit(number) for each of its numbers, always in the same order; setting all of them makes a copy.
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit visit) {
    visit(self.last8_);
    for (auto* number : {&self.word_, &self.word_before_, &self.word_before_that_, &self.line_start_,
                         &self.line_before_start_, &self.column_, &self.field_, &self.field_number_, &self.indent_}) {
      visit(*number);
    }
    visit(self.above_);
  }

  /// Whether words have `byte` in them.
  static constexpr bool is_letter(std::uint8_t byte) {
    return ('a' <= byte && byte <= 'z') || ('A' <= byte && byte <= 'Z') || byte >= 128;
  }

 private:
  void update_line(std::uint32_t position, std::uint8_t byte);

  template <typename Past>
  void look_above(const Past& past, std::uint8_t byte) {
    const std::uint32_t position = past.position() + 1;
    const std::uint32_t above = line_before_start_ + position - line_start_;
    if (above >= line_start_) {
      above_ = 0;
    } else {
      above_ = above < past.position() ? past[above] : byte;
    }
  }

  std::uint64_t last8_ = 0;
  std::uint32_t word_ = 0;
  std::uint32_t word_before_ = 0;
  std::uint32_t word_before_that_ = 0;
  std::uint32_t line_start_ = 0;
  std::uint32_t line_before_start_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t field_ = 0;
  std::uint32_t field_number_ = 0;
  std::uint32_t indent_ = 0;
  std::uint8_t above_ = 0;
};

}  // namespace pith
