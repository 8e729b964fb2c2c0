#include "cli/formatting/byte_size.h"

#include <charconv>

namespace pith::cli {
namespace {

/// 0 for what is no suffix.
std::uint64_t unit(const std::string& suffix) {
  if (suffix.empty()) return 1;
  if (suffix == "k" || suffix == "K") return 1'000;
  if (suffix == "M") return 1'000'000;
  if (suffix == "G") return 1'000'000'000;
  return 0;
}

}  // namespace

std::optional<std::uint64_t> byte_size(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  const std::uint64_t factor = unit(text.substr(static_cast<std::size_t>(end - text.data())));
  if (factor == 0 || number > UINT64_MAX / factor) return std::nullopt;
  return number * factor;
}

}  // namespace pith::cli
