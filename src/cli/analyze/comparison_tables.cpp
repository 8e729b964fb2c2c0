#include <algorithm>

#include "cli/analyze/tables.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr std::size_t kMatrixColumns = 10;

void add_rows(Table& table, const DistributionDistance& distance, const std::string& direction) {
  table.add({fixed(distance.cross_entropy, 4), fixed(distance.divergence, 4), direction});
  table.add({fixed(distance.smoothed_cross_entropy, 4), fixed(distance.smoothed_divergence, 4),
             direction + ", one half added to each count"});
}

/// `names` without the folders that all of them begin with.
std::vector<std::string> without_common_folder(std::vector<std::string> names) {
  std::string common = names.front().substr(0, names.front().rfind('/') + 1);
  for (const std::string& name : names) {
    while (!name.starts_with(common)) {
      common.pop_back();
      common.erase(common.rfind('/') + 1);
    }
  }
  for (std::string& name : names) name.erase(0, common.size());
  return names;
}

/// The columns `begin` <= text < `end`.
std::string matrix_block(const std::vector<std::string>& names, const CrossEntropyMatrix& matrix, std::size_t begin,
                         std::size_t end) {
  std::vector<std::string> header;
  for (std::size_t text = begin; text < end; ++text) header.push_back(std::to_string(text + 1) + " ");
  header.emplace_back("model");
  Table table(header);
  for (std::size_t model = 0; model < names.size(); ++model) {
    std::vector<std::string> row;
    for (std::size_t text = begin; text < end; ++text) {
      const bool nearest = matrix.nearest(text) == model;
      row.push_back(fixed(matrix.bits_per_byte[model][text], 3) + (nearest ? "*" : " "));
    }
    row.push_back(std::to_string(model + 1) + " " + names[model]);
    table.add(row);
  }
  return table.text();
}

}  // namespace

std::string comparison_tables(const std::string& against, const Comparison& comparison) {
  const std::string there = "this text in a code for the other";
  const std::string back = "the other in a code for this text";
  std::string text = "\nAgainst " + printable(against) + ", bits/byte\n";
  Table bytes({"  cross-entropy", "divergence", "by the distributions of their bytes"});
  add_rows(bytes, comparison.bytes.first_by_second, there);
  add_rows(bytes, comparison.bytes.second_by_first, back);
  bytes.add({"", fixed(comparison.bytes.jensen_shannon, 4), "Jensen-Shannon, of both from their mean"});
  const CrossEntropyMatrix& models = comparison.models;
  Table rates({"  cross-entropy", "divergence", "by models of 5 bytes of context, learnt from first halves"});
  rates.add({fixed(models.bits_per_byte[1][0], 4), fixed(models.divergence_rate(1, 0), 4), there});
  rates.add({fixed(models.bits_per_byte[0][0], 4), "", "this text in its own"});
  rates.add({fixed(models.bits_per_byte[0][1], 4), fixed(models.divergence_rate(0, 1), 4), back});
  rates.add({fixed(models.bits_per_byte[1][1], 4), "", "the other in its own"});
  return text + bytes.text() + rates.text();
}

std::string matrix_tables(const std::vector<std::string>& names, const CrossEntropyMatrix& matrix) {
  std::string text = "\nCross-entropies, bits/byte: the second half of each text (column) under the model of\n";
  text += "the first half of each (row), up to 1,000,000 bytes of each; * marks the nearest other text\n";
  const std::vector<std::string> short_names = without_common_folder(names);
  for (std::size_t begin = 0; begin < names.size(); begin += kMatrixColumns) {
    if (begin > 0) text += "\n";
    text += matrix_block(short_names, matrix, begin, std::min(begin + kMatrixColumns, names.size()));
  }
  return text;
}

}  // namespace pith::cli
