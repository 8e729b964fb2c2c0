#include "cli/formatting/json.h"

#include "cli/analyze/json_parts.h"
#include "cli/analyze/report.h"

namespace pith::cli {
namespace {

void write_entropies(JsonWriter& json, const std::vector<ConditionalEntropy>& entropies) {
  write_objects(json, "entropies", entropies, [&](const ConditionalEntropy& entropy) {
    json.field("order", entropy.order);
    json.field("plug_in", entropy.plug_in_bits);
    json.field("miller_madow", entropy.miller_madow_bits);
    json.field("block", entropy.block_bits);
    json.field("positions", entropy.positions);
    json.field("contexts", entropy.contexts);
    json.field("contexts_seen_once", entropy.contexts_seen_once);
    json.field("sequences", entropy.sequences);
    json.field("mean_occurrences", entropy.mean_occurrences());
    json.field("share_seen_once", entropy.share_seen_once());
  });
}

void write_huffman(JsonWriter& json, const HuffmanCode& code) {
  json.key("huffman");
  json.begin_object();
  json.field("average_bits", code.average_bits);
  json.field("text_bits", code.text_bits);
  json.field("table_bytes", code.table_bytes);
  json.field("total_bytes", code.total_bytes());
  write_objects(json, "codes", code.entries, [&](const HuffmanCode::Entry& entry) {
    json.field("byte", entry.byte);
    json.field("count", entry.count);
    json.field("probability", entry.probability);
    json.field("ideal_bits", entry.ideal_bits);
    json.field("bits", entry.bits);
    json.field("code_word", entry.code_word);
  });
  json.end_object();
}

void write_sizes(JsonWriter& json, const TextAnalysis& analysis) {
  json.field("sample_bytes", analysis.sample_bytes);
  write_objects(json, "sizes", analysis.sizes, [&](const CodedSize& size) {
    json.field("method", size.method);
    json.field("note", size.note);
    json.field("bits", size.bits);
    json.field("bytes", size.bytes());
    json.field("bits_per_byte", size.bits_per_byte());
  });
}

void write_distances(JsonWriter& json, const std::vector<DistanceInformation>& distances) {
  write_objects(json, "distances", distances, [&](const DistanceInformation& information) {
    json.field("distance", information.distance);
    json.field("pairs", information.pairs);
    json.field("mutual_information", information.mutual_information);
    json.field("conditional_entropy", information.conditional_entropy);
    json.field("shuffled", information.shuffled);
  });
}

void write_power_law(JsonWriter& json, const std::string& name, const PowerLaw& law) {
  json.key(name);
  json.begin_object();
  json.field("exponent", law.exponent);
  json.field("factor", law.factor);
  json.field("r_squared", law.r_squared);
  json.field("points", law.points);
  json.end_object();
}

void write_words(JsonWriter& json, const WordStatistics& words) {
  json.key("words");
  json.begin_object();
  json.field("tokens", words.tokens);
  json.field("types", words.types);
  json.field("types_once", words.types_once);
  json.field("complete", words.complete);
  write_objects(json, "growth", words.growth, [&](const WordStatistics::Growth& point) {
    json.field("tokens", point.tokens);
    json.field("types", point.types);
  });
  write_objects(json, "ranks", words.ranks, [&](const WordStatistics::Rank& point) {
    json.field("rank", point.rank);
    json.field("count", point.count);
  });
  write_objects(json, "commonest", words.commonest, [&](const WordStatistics::Word& word) {
    json.field("word", word.word);
    json.field("count", word.count);
  });
  write_power_law(json, "heaps", words.heaps);
  write_power_law(json, "zipf", words.zipf);
  json.end_object();
}

void write_text(JsonWriter& json, const AnalyzedText& text) {
  const ByteDistribution& bytes = text.analysis.distribution;
  json.field("name", text.name);
  json.field("bytes", text.analysis.bytes);
  json.field("alphabet", bytes.alphabet());
  json.field("entropy", bytes.entropy());
  json.field("ideal_bits", bytes.ideal_bits());
  json.field("redundancy_of_byte", bytes.redundancy_of_byte());
  json.field("redundancy_of_alphabet", bytes.redundancy_of_alphabet());
  write_entropies(json, text.analysis.entropies);
  write_huffman(json, text.analysis.huffman);
  write_sizes(json, text.analysis);
  write_distances(json, text.analysis.distances);
  write_words(json, text.analysis.words);
  if (text.bottleneck) write_bottleneck(json, *text.bottleneck);
}

void write_distance(JsonWriter& json, const std::string& name, const DistributionDistance& distance) {
  json.key(name);
  json.begin_object();
  json.field("cross_entropy", distance.cross_entropy);
  json.field("divergence", distance.divergence);
  json.field("smoothed_cross_entropy", distance.smoothed_cross_entropy);
  json.field("smoothed_divergence", distance.smoothed_divergence);
  json.end_object();
}

void write_comparison(JsonWriter& json, const Comparison& comparison) {
  const CrossEntropyMatrix& models = comparison.models;
  write_distance(json, "text_by_other", comparison.bytes.first_by_second);
  write_distance(json, "other_by_text", comparison.bytes.second_by_first);
  json.field("jensen_shannon", comparison.bytes.jensen_shannon);
  json.key("models");
  json.begin_object();
  json.field("text_by_itself", models.bits_per_byte[0][0]);
  json.field("text_by_other", models.bits_per_byte[1][0]);
  json.field("other_by_itself", models.bits_per_byte[1][1]);
  json.field("other_by_text", models.bits_per_byte[0][1]);
  json.field("divergence_rate_of_text", models.divergence_rate(1, 0));
  json.field("divergence_rate_of_other", models.divergence_rate(0, 1));
  json.end_object();
}

void write_against(JsonWriter& json, const AnalyzeReport& report) {
  json.key("against");
  if (report.against.empty()) return json.null();
  json.begin_object();
  json.field("name", report.against);
  write_objects(json, "comparisons", report.texts, [&](const AnalyzedText& text) {
    json.field("name", text.name);
    if (text.comparison) write_comparison(json, *text.comparison);
  });
  json.end_object();
}

void write_matrix(JsonWriter& json, const AnalyzeReport& report) {
  json.key("matrix");
  if (report.matrix_names.empty()) return json.null();
  json.begin_object();
  json.key("names");
  json.begin_array();
  for (const std::string& name : report.matrix_names) json.value(name);
  json.end_array();
  json.key("bits_per_byte");
  json.begin_array();
  for (const std::vector<double>& row : report.matrix.bits_per_byte) {
    json.begin_array();
    for (const double bits : row) json.value(bits);
    json.end_array();
  }
  json.end_array();
  json.key("nearest");
  json.begin_array();
  for (std::size_t text = 0; text < report.matrix.texts(); ++text) {
    json.value(report.matrix_names[report.matrix.nearest(text)]);
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string analyze_json(const AnalyzeReport& report) {
  JsonWriter json;
  json.begin_object();
  json.field("model", unless_empty(report.model_identity));
  json.field("model_name", unless_empty(report.model_name));
  write_objects(json, "texts", report.texts, [&](const AnalyzedText& text) { write_text(json, text); });
  write_against(json, report);
  write_matrix(json, report);
  json.end_object();
  return json.text();
}

}  // namespace pith::cli
