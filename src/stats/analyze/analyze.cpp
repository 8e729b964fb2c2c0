#include "pith/analyze.h"

#include <algorithm>

namespace pith {

TextAnalysis analyze(TextView text, const AnalyzeOptions& options) {
  const TextView sample = text.first(std::min(options.sample_bytes, text.size()));
  TextAnalysis analysis;
  analysis.bytes = text.size();
  analysis.distribution = byte_distribution(text);
  analysis.entropies = conditional_entropies(text, options.threads, options.text_bytes_done);
  analysis.huffman = huffman_code(analysis.distribution);
  analysis.sample_bytes = sample.size();
  analysis.sizes = coded_sizes(sample);
  analysis.distances = distance_information(text, options.max_distance, options.threads);
  analysis.words = word_statistics(text);
  return analysis;
}

}  // namespace pith
