#pragma once

#include <string>

#include "cli/analyze/report.h"

namespace pith::cli {

// The pieces of analyze_tables(), each with its heading and an empty line before it.

std::string entropy_tables(const TextAnalysis& analysis);
std::string huffman_table(const HuffmanCode& code, bool all);
std::string size_table(const TextAnalysis& analysis);
std::string distance_table(const std::vector<DistanceInformation>& distances, bool all);
std::string word_tables(const WordStatistics& words);
std::string bottleneck_tables(const BottleneckReport& report, bool all);
std::string comparison_tables(const std::string& against, const Comparison& comparison);
std::string matrix_tables(const std::vector<std::string>& names, const CrossEntropyMatrix& matrix);

}  // namespace pith::cli
