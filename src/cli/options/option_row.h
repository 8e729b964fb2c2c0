#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "cli/options/option.h"

namespace pith::cli {

/// An option, and what it does to `Options`, the plain struct of a command's options.
template <typename Options>
struct OptionRow {
  Option option;
  void (*take)(Options& options, const GivenOption& given);  ///< throws Error kUsage
};

// What a row may do. Each is named in the row: switch_on<&SampleCommandOptions::adaptive>.

template <auto kMember, typename Options>
void switch_on(Options& options, const GivenOption&) {
  options.*kMember = true;
}

template <auto kMember, auto kValue, typename Options>
void set_to(Options& options, const GivenOption&) {
  options.*kMember = kValue;
}

/// The value as `kRead` understands it: T kRead(const GivenOption&), which throws Error kUsage for what it does not.
template <auto kMember, auto kRead, typename Options>
void take(Options& options, const GivenOption& given) {
  options.*kMember = kRead(given);
}

template <auto kMember, auto kRead, typename Options>
void append(Options& options, const GivenOption& given) {
  (options.*kMember).push_back(kRead(given));
}

template <auto kMember, typename Options>
void increase(Options& options, const GivenOption&) {
  ++(options.*kMember);
}

template <auto kMember, typename Options>
void decrease(Options& options, const GivenOption&) {
  --(options.*kMember);
}

/// For an option that is known for the sake of other programs' users.
template <typename Options>
void do_nothing(Options&, const GivenOption&) {}

/// Tables one after the other.
template <typename Row, std::size_t... kSizes>
constexpr auto join(const std::array<Row, kSizes>&... tables) {
  std::array<Row, (kSizes + ...)> joined{};
  std::size_t end = 0;
  const auto add = [&](const auto& table) {
    for (const Row& row : table) joined[end++] = row;
  };
  (add(tables), ...);
  return joined;
}

/// `rows` without what they do.
template <typename Options>
std::vector<Option> options_of(std::span<const OptionRow<Options>> rows) {
  std::vector<Option> options;
  for (const OptionRow<Options>& row : rows) options.push_back(row.option);
  return options;
}

}  // namespace pith::cli
