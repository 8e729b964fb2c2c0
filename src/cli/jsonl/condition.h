#pragma once

#include <optional>
#include <string>

#include "cli/options/option.h"
#include "pith/measure.h"

namespace pith::cli {

/// A comparison of a figure of a document with a number: "bits_per_char < 2.5".
struct Condition {
  std::optional<double> (*figure)(const Measurement&) = nullptr;
  enum class Comparison { kLess, kAtMost, kMore, kAtLeast } comparison = Comparison::kLess;
  double number = 0;
  std::string text;  ///< as it is written, with one space on each side of the comparison

  /// Not if the document has no such figure: of an empty one nothing is per character.
  bool holds(const Measurement& document) const;
};

/// Reads a value of --keep. Throws Error kUsage.
std::optional<Condition> condition_value(const GivenOption& given);

}  // namespace pith::cli
