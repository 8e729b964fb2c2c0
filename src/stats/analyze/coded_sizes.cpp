#include <string>

#include "pith/analyze.h"

namespace pith {

std::optional<double> CodedSize::bits_per_byte() const {
  if (text_bytes == 0) return std::nullopt;
  return bits / static_cast<double>(text_bytes);
}

std::vector<CodedSize> coded_sizes(TextView text) {
  const ByteDistribution distribution = byte_distribution(text);
  std::vector<CodedSize> sizes;
  const auto add = [&](const std::string& method, const std::string& note, double bits) {
    sizes.push_back({.method = method, .note = note, .text_bytes = text.size(), .bits = bits});
  };
  add("order-0 entropy", "the bound of codes of single bytes", distribution.ideal_bits());
  add("Huffman", "whole bits a byte, with the table",
      8 * static_cast<double>(huffman_code(distribution).total_bytes()));
  add("LZW", "codes of 9 to 16 bits for phrases", static_cast<double>(lzw_bits(text)));
  for (int order = 0; order <= kMaxAdaptiveOrder; ++order) {
    const std::string context = order == 0   ? "no context"
                                : order == 1 ? "1 byte of context"
                                             : std::to_string(order) + " bytes of context";
    add("arithmetic, order " + std::to_string(order), "ideal adaptive code, " + context,
        adaptive_code_bits(text, order));
  }
  return sizes;
}

}  // namespace pith
