#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pith/analyze.h"
#include "pith/bottleneck.h"

namespace pith::cli {

/// A text compared with that of --against.
struct Comparison {
  DistributionComparison bytes;
  CrossEntropyMatrix models;  ///< text 0 is this one, text 1 that of --against
};

/// What --bottleneck says of a text.
struct BottleneckReport {
  std::vector<Bottleneck> of_bytes;  ///< orders 1 to 3
  NetworkBottleneck of_network;      ///< without costs where there is no network
};

struct AnalyzedText {
  std::string name;
  TextAnalysis analysis;
  std::optional<Comparison> comparison;
  std::optional<BottleneckReport> bottleneck;
};

/// All that 'pith analyze' has to tell.
struct AnalyzeReport {
  std::vector<AnalyzedText> texts;        ///< none with --matrix
  std::string against;                    ///< the name of its file, "" = there is none
  std::vector<std::string> matrix_names;  ///< none for fewer than two texts
  CrossEntropyMatrix matrix;
  std::string model_identity;  ///< of the model that pith's levels start from, "" = from empty
  std::string model_name;
};

/// The tables for a reader; `verbosity` >= 1: all codes of Huffman and all distances. Of several pieces, each with a
/// heading, in up to 100 columns.
std::string analyze_tables(const AnalyzeReport& report, int verbosity);

std::string analyze_json(const AnalyzeReport& report);

}  // namespace pith::cli
