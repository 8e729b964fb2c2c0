#include "cli/analyze/report.h"

#include "cli/analyze/tables.h"
#include "cli/formatting/text.h"

namespace pith::cli {

std::string analyze_tables(const AnalyzeReport& report, int verbosity) {
  const bool all = verbosity > 0;
  std::string text;
  for (const auto& [name, analysis, comparison, bottleneck] : report.texts) {
    if (!text.empty()) text += "\n\n";
    text += printable(name) + ": " + counted(analysis.bytes, "byte") + "\n";
    text += entropy_tables(analysis);
    text += huffman_table(analysis.huffman, all);
    text += size_table(analysis);
    text += distance_table(analysis.distances, all);
    text += word_tables(analysis.words);
    if (bottleneck) text += bottleneck_tables(*bottleneck, all);
    if (comparison) text += comparison_tables(report.against, *comparison);
  }
  if (!report.matrix_names.empty()) text += matrix_tables(report.matrix_names, report.matrix);
  return text;
}

}  // namespace pith::cli
