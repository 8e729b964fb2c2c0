#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cli/formatting/utf8.h"
#include "pith/surprisal.h"

namespace pith::cli {

/// A character of a text: a UTF-8 sequence, or a byte that is part of none.
struct SurprisalCharacter {
  std::string bytes;
  double bits = 0;
  bool valid = false;  ///< it is UTF-8
};

/// Gathers the bytes of a text into characters.
class SurprisalCharacters {
 public:
  /// Calls take(SurprisalCharacter) for each character that is complete now.
  template <typename Take>
  void add(const ByteSurprisal& surprisal, Take take) {
    bytes_ += static_cast<char>(surprisal.byte);
    bits_.push_back(surprisal.bits);
    while (!bytes_.empty() && !waits_for_more()) take(next());
  }

  /// The same for what is left at the end of the text.
  template <typename Take>
  void finish(Take take) {
    while (!bytes_.empty()) take(next());
  }

 private:
  bool waits_for_more() const {
    constexpr std::size_t kLongest = 4;
    const auto lead = static_cast<unsigned char>(bytes_.front());
    return lead >= 0xC2 && lead < 0xF5 && bytes_.size() < kLongest && utf8_length(bytes_, 0) == 0;
  }

  SurprisalCharacter next() {
    const std::size_t length = utf8_length(bytes_, 0);
    SurprisalCharacter character{.bytes = bytes_.substr(0, length == 0 ? 1 : length), .bits = 0, .valid = length != 0};
    const auto end = bits_.begin() + static_cast<std::ptrdiff_t>(character.bytes.size());
    for (auto bits = bits_.begin(); bits != end; ++bits) character.bits += *bits;
    bytes_.erase(0, character.bytes.size());
    bits_.erase(bits_.begin(), end);
    return character;
  }

  std::string bytes_;  // not a character yet, and
  std::vector<double> bits_;
};

}  // namespace pith::cli
