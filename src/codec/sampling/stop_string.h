#pragma once

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>
#include <utility>

namespace pith {

/// Ends a text where a string would begin: bytes that may be its beginning are held back until that is decided.
class StopString {
 public:
  /// Empty = it is never met.
  explicit StopString(std::string stop) : stop_(std::move(stop)) {}

  /// What is sure to be part of the text now that `byte` has come. Lasts until the next call. REQUIRES: !met().
  std::string_view add(char byte) {
    assert(!met_);
    held_.erase(0, given_);
    held_ += byte;
    met_ = !stop_.empty() && held_.ends_with(stop_);
    given_ = held_.size() - (met_ ? stop_.size() : longest_beginning());
    return std::string_view(held_).substr(0, given_);
  }

  bool met() const { return met_; }

  /// What was held back so far: part of the text if it ends for another reason.
  std::string_view held() const { return std::string_view(held_).substr(given_); }

 private:
  /// The longest end of held_ with which stop_ begins.
  std::size_t longest_beginning() const {
    std::size_t length = std::min(held_.size(), stop_.empty() ? 0 : stop_.size() - 1);
    while (!held_.ends_with(std::string_view(stop_).substr(0, length))) --length;
    return length;
  }

  std::string stop_;
  std::string held_;
  std::size_t given_ = 0;  // bytes of held_ that add() has given
  bool met_ = false;
};

}  // namespace pith
