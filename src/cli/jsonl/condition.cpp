#include "cli/jsonl/condition.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "pith/error.h"

namespace pith::cli {
namespace {

using Figure = std::optional<double> (*)(const Measurement&);

constexpr auto kFigures = std::to_array<std::pair<std::string_view, Figure>>({
    {"bits", [](const Measurement& m) { return std::optional(m.bits); }},
    {"bytes", [](const Measurement& m) { return std::optional(static_cast<double>(m.bytes)); }},
    {"chars", [](const Measurement& m) { return std::optional(static_cast<double>(m.characters)); }},
    {"words", [](const Measurement& m) { return std::optional(static_cast<double>(m.words)); }},
    {"bits_per_byte", [](const Measurement& m) { return m.bits_per_byte(); }},
    {"bits_per_char", [](const Measurement& m) { return m.bits_per_char(); }},
    {"bits_per_word", [](const Measurement& m) { return m.bits_per_word(); }},
    {"perplexity", [](const Measurement& m) { return m.perplexity_per_char(); }},
    {"perplexity_per_word", [](const Measurement& m) { return m.perplexity_per_word(); }},
});

constexpr auto kComparisons = std::to_array<std::pair<std::string_view, Condition::Comparison>>({
    {"<=", Condition::Comparison::kAtMost},
    {">=", Condition::Comparison::kAtLeast},
    {"<", Condition::Comparison::kLess},
    {">", Condition::Comparison::kMore},
});

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Error wrong(const GivenOption& given) {
  std::string figures;
  for (const auto& [name, figure] : kFigures) figures += (figures.empty() ? "" : ", ") + std::string(name);
  return {ErrorCode::kUsage, given.spelled + " '" + given.value +
                                 "': it takes a figure, one of < <= > >=, and a number, such as 'bits_per_char < 2.5'; "
                                 "figures are " +
                                 figures};
}

}  // namespace

bool Condition::holds(const Measurement& document) const {
  const std::optional<double> value = figure(document);
  if (!value) return false;
  switch (comparison) {
    case Comparison::kLess:
      return *value < number;
    case Comparison::kAtMost:
      return *value <= number;
    case Comparison::kMore:
      return *value > number;
    case Comparison::kAtLeast:
      break;
  }
  return *value >= number;
}

std::optional<Condition> condition_value(const GivenOption& given) {
  const std::string_view text = given.value;
  for (const auto& [sign, comparison] : kComparisons) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    Condition condition{.comparison = comparison};
    for (const auto& [name, figure] : kFigures) {
      if (name == trimmed(text.substr(0, at))) condition.figure = figure;
    }
    const std::string_view number = trimmed(text.substr(at + sign.size()));
    const auto read = std::from_chars(number.data(), number.data() + number.size(), condition.number);
    const bool whole = read.ec == std::errc() && read.ptr == number.data() + number.size();
    if (condition.figure == nullptr || !whole || !std::isfinite(condition.number)) break;
    condition.text = std::string(trimmed(text.substr(0, at))) + " " + std::string(sign) + " " + std::string(number);
    return condition;
  }
  throw wrong(given);
}

}  // namespace pith::cli
