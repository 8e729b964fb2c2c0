#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/jsonl/condition.h"
#include "cli/options/option.h"

namespace pith::cli {

/// One part of a corpus of so many: of several files those whose number, from 0, leaves `part` when divided by `parts`;
/// of one file those lines.
struct Shard {
  std::uint64_t part = 0;
  std::uint64_t parts = 1;

  bool has(std::uint64_t number) const { return number % parts == part; }
};

/// What `pith measure` is told of JSON lines.
struct JsonlOptions {
  std::string field;              ///< the one with the text; "" = files are texts, not JSON lines
  std::string output;             ///< a file, a folder, or "" and "-" for standard output
  std::optional<Condition> keep;  ///< only what it holds for is written
  std::vector<double> buckets;    ///< percents, ascending
  std::string cuts;               ///< a report whose cuts are taken; "" = those of this corpus
  Shard shard;
  std::string report;   ///< where the report goes too; "" = beside the output alone
  bool resume = false;  ///< outputs that have a report are passed over
  bool merge = false;   ///< files are reports to be added up
};

// Readers of values. Throw Error kUsage.

std::string field_value(const GivenOption& given);
std::vector<double> percents_value(const GivenOption& given);
Shard shard_value(const GivenOption& given);

}  // namespace pith::cli
