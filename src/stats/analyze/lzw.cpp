#include "stats/analyze/lzw.h"

#include <algorithm>
#include <bit>

#include "base/zeroed_array.h"

namespace pith {

namespace {

constexpr std::size_t kEntries = 65536;
constexpr int kMinBits = 9;

/// For each entry and the byte after it, the entry that both make, or 0, which none makes.
class LzwDictionary {
 public:
  std::uint16_t find(std::uint16_t entry, std::uint8_t byte) const { return longer_[at(entry, byte)]; }

  void add(std::uint16_t entry, std::uint8_t byte) {
    if (size_ < kEntries) {
      longer_[at(entry, byte)] = static_cast<std::uint16_t>(size_++);
    }
  }

 private:
  static std::size_t at(std::uint16_t entry, std::uint8_t byte) { return std::size_t{entry} << 8 | byte; }

  ZeroedArray<std::uint16_t> longer_{kEntries * 256};
  std::size_t size_ = 256;
};

}  // namespace

std::vector<std::uint16_t> lzw_codes(TextView text) {
  std::vector<std::uint16_t> codes;
  if (text.empty()) {
    return codes;
  }
  LzwDictionary dictionary;
  std::uint16_t entry = text[0];
  for (const std::uint8_t byte : text.subspan(1)) {
    const std::uint16_t longer = dictionary.find(entry, byte);
    if (longer != 0) {
      entry = longer;
      continue;
    }
    codes.push_back(entry);
    dictionary.add(entry, byte);
    entry = byte;
  }
  codes.push_back(entry);
  return codes;
}

int lzw_code_bits(std::size_t index) {
  const std::size_t entries = std::min(kEntries, 256 + index);
  return std::max(kMinBits, static_cast<int>(std::bit_width(entries - 1)));
}

std::uint64_t lzw_bits(TextView text) {
  std::uint64_t bits = 0;
  for (std::size_t i = lzw_codes(text).size(); i-- > 0;) {
    bits += static_cast<std::uint64_t>(lzw_code_bits(i));
  }
  return bits;
}

}  // namespace pith
