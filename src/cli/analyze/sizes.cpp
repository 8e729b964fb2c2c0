#include "cli/analyze/sizes.h"

#include <algorithm>
#include <optional>
#include <string>

#include "cli/models/model_choice.h"
#include "cli/peers/xz_size.h"
#include "cli/peers/zlib_size.h"

namespace pith::cli {
void add_other_programs(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample) {
  auto at = std::ranges::find(sizes, "LZW", &CodedSize::method);
  if (at != sizes.end()) ++at;
  const auto add = [&](const std::string& method, const std::string& note, std::optional<std::uint64_t> bytes) {
    if (!bytes) return;
    at = sizes.insert(
        at, {.method = method, .note = note, .text_bytes = sample.size(), .bits = 8 * static_cast<double>(*bytes)});
    ++at;
  };
  add("zlib -9", "LZ77 within 32 KiB, and Huffman", zlib_size(sample));
  add("xz -9e", "LZ77 within 64 MiB, and adaptive range coding", xz_size(sample));
}

void add_pith(std::vector<CodedSize>& sizes, const std::vector<std::uint8_t>& sample, const LevelBitsOptions& options) {
  const std::string start = options.model ? "model " + name_and_identity(*options.model) : "from empty";
  const std::vector<double> bits = level_bits(sample, options);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    sizes.push_back({.method = "pith -" + std::to_string(options.levels[i]),
                     .note = start,
                     .text_bytes = sample.size(),
                     .bits = bits[i]});
  }
}

}  // namespace pith::cli
