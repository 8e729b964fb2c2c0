#include "cli/jsonl/corpus_report.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <type_traits>

#include "cli/files/file_error.h"
#include "cli/files/output_file.h"
#include "cli/files/whole_file.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostReportBytes = std::uint64_t{16} << 20;
constexpr const char* kKind = "pith measure --jsonl";

void write_sums(JsonWriter& json, const CorpusFigures& figures) {
  json.key("sums");  // in units of 2^-20 bits: whole numbers, for --merge
  json.begin_object();
  CorpusFigures::each_number(figures, [&json](const char* name, const auto& number) {
    if constexpr (std::is_same_v<std::decay_t<decltype(number)>, ExactSum>) {
      json.field(name, number.text());
    } else {
      json.field(name, std::to_string(number));
    }
  });
  json.end_object();
  json.key("histogram");
  json.begin_array();
  for (const auto& [bin, documents] : figures.histogram()) {
    json.begin_array();
    json.value(bin);
    json.value(documents);
    json.end_array();
  }
  json.end_array();
}

void write_cuts(JsonWriter& json, const CorpusReport& report) {
  json.field("cuts_of_corpus", report.cuts.of_corpus);
  json.key("buckets");
  json.begin_array();
  for (std::size_t i = 0; i < report.cuts.bins.size(); ++i) {
    json.begin_object();
    json.field("percent", report.cuts.percents[i]);
    json.field("bits_per_char", report.cuts.bins[i] / CorpusFigures::kBinsPerBit);
    json.field("bin", report.cuts.bins[i]);
    json.end_object();
  }
  json.end_array();
}

void write_run(JsonWriter& json, const std::optional<CorpusRun>& run) {
  if (!run) return;
  json.key("run");
  json.begin_object();
  json.field("files", run->files);
  json.field("file_bytes", run->file_bytes);
  json.field("shard", run->shard);
  json.field("keep", run->keep);
  json.end_object();
}

/// Reads the parts of a report that programs need.
class ReportReader {
 public:
  ReportReader(std::string_view json, const std::string& name) : name_(name) {
    document_.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (document_.HasParseError() || !document_.IsObject() || text(document_, "what") != kKind) throw damaged();
  }

  CorpusReport report() const {
    CorpusReport report;
    report.terms = {.level = static_cast<int>(number(document_, "level")),
                    .adaptive = text(document_, "mode") == "adaptive",
                    .model = text(document_, "model"),
                    .model_name = text(document_, "model_name"),
                    .field = text(document_, "field")};
    read_sums(report.figures);
    for (const auto& pair : array("histogram")) {
      if (!pair.IsArray() || pair.Size() != 2 || !pair[0].IsUint() || !pair[1].IsUint64()) throw damaged();
      report.figures.add_to_bin(pair[0].GetUint(), pair[1].GetUint64());
    }
    for (const auto& cut : array("buckets")) {
      if (!cut.IsObject() || !cut.HasMember("percent") || !cut["percent"].IsNumber()) throw damaged();
      report.cuts.percents.push_back(cut["percent"].GetDouble());
      report.cuts.bins.push_back(static_cast<std::uint32_t>(number(cut, "bin")));
    }
    if (!std::ranges::is_sorted(report.cuts.bins) || !document_.HasMember("cuts_of_corpus")) throw damaged();
    report.cuts.of_corpus = document_["cuts_of_corpus"].IsTrue();
    if (document_.HasMember("run")) report.run = run_of(document_["run"]);
    return report;
  }

 private:
  FileError damaged() const { return {name_, "is no report of " + std::string(kKind)}; }

  void read_sums(CorpusFigures& figures) const {
    if (!document_.HasMember("sums") || !document_["sums"].IsObject()) throw damaged();
    CorpusFigures::each_number(figures, [this](const char* name, auto& number) {
      const std::optional<ExactSum> sum = ExactSum::of(text(document_["sums"], name));
      if (!sum) throw damaged();
      if constexpr (std::is_same_v<std::decay_t<decltype(number)>, ExactSum>) {
        number = *sum;
      } else {
        if (!sum->as_word()) throw damaged();
        number = *sum->as_word();
      }
    });
  }

  CorpusRun run_of(const rapidjson::Value& run) const {
    if (!run.IsObject()) throw damaged();
    return {.files = number(run, "files"),
            .file_bytes = number(run, "file_bytes"),
            .shard = text(run, "shard"),
            .keep = text(run, "keep")};
  }

  std::string text(const rapidjson::Value& object, const char* name) const {
    if (!object.HasMember(name) || !object[name].IsString()) throw damaged();
    return {object[name].GetString(), object[name].GetStringLength()};
  }
  std::uint64_t number(const rapidjson::Value& object, const char* name) const {
    if (!object.HasMember(name) || !object[name].IsUint64()) throw damaged();
    return object[name].GetUint64();
  }
  rapidjson::Value::ConstArray array(const char* name) const {
    if (!document_.HasMember(name) || !document_[name].IsArray()) throw damaged();
    return document_[name].GetArray();
  }

  std::string name_;
  rapidjson::Document document_;
};

std::string terms_text(const CorpusTerms& terms) {
  const std::string model = terms.model.empty() ? "from empty" : "model " + terms.model_name + " " + terms.model;
  return "level " + std::to_string(terms.level) + (terms.adaptive ? ", adaptive, " : ", static, ") + model +
         ", field " + terms.field + "\n";
}

}  // namespace

std::string Cuts::bucket(std::optional<std::uint32_t> bin) const {
  const auto number = static_cast<std::size_t>(bin ? std::ranges::upper_bound(bins, *bin) - bins.begin()
                                                   : static_cast<std::ptrdiff_t>(bins.size()));
  if (bins.size() != 2) return std::to_string(number);
  return number == 0 ? "head" : number == 1 ? "middle" : "tail";
}

void CorpusReport::find_cuts() {
  if (!cuts.of_corpus) return;
  cuts.bins.clear();
  for (const double percent : cuts.percents) cuts.bins.push_back(figures.cut(percent));
}

std::string CorpusReport::difference(const CorpusReport& earlier) const {
  if (std::string other = other_terms(earlier); !other.empty()) return other;
  if (!earlier.run || !run) return "is not of one run";
  if (earlier.run->shard != run->shard) return "is of another --shard";
  if (earlier.run->keep != run->keep) return "is of another --keep";
  return *earlier.run == *run ? "" : "is of other files";
}

std::string CorpusReport::other_terms(const CorpusReport& other) const {
  if (other.terms.level != terms.level) return "is of another level";
  if (other.terms.adaptive != terms.adaptive) return "is of another mode";
  if (other.terms.field != terms.field) return "is of another field";
  if (other.terms != terms) return "is of another model";
  const bool same_cuts = other.cuts.percents == cuts.percents && other.cuts.of_corpus == cuts.of_corpus &&
                         (cuts.of_corpus || other.cuts.bins == cuts.bins);
  return same_cuts ? "" : "has other cuts of buckets";
}

void CorpusReport::add(const CorpusReport& part, const std::string& name) {
  if (const std::string other = other_terms(part); !other.empty()) {
    throw Error(ErrorCode::kUsage, name + ": " + other + " than the first one; add up like with like");
  }
  run.reset();
  figures += part.figures;
  find_cuts();
}

std::string report_json(const CorpusReport& report) {
  const CorpusFigures& figures = report.figures;
  const Measurement total = figures.total();
  JsonWriter json;
  json.begin_object();
  json.field("what", kKind);
  json.field("level", report.terms.level);
  json.field("mode", report.terms.adaptive ? "adaptive" : "static");
  json.field("model", report.terms.model);
  json.field("model_name", report.terms.model_name);
  json.field("field", report.terms.field);
  json.field("documents", figures.documents());
  json.field("kept", figures.kept());
  json.field("malformed", figures.malformed());
  json.field("bytes", total.bytes);
  json.field("chars", total.characters);
  json.field("words", total.words);
  json.field("bits", total.bits);
  json.field("bits_per_byte", total.bits_per_byte());
  json.field("bits_per_char", total.bits_per_char());
  json.field("bits_per_char_95", figures.estimate().half_width());
  json.field("perplexity_per_char", total.perplexity_per_char());
  json.field("perplexity_per_word", total.perplexity_per_word());
  write_run(json, report.run);
  write_cuts(json, report);
  write_sums(json, figures);
  json.end_object();
  return json.text();
}

std::string report_table(const CorpusReport& report) {
  const CorpusFigures& figures = report.figures;
  const Measurement m = figures.total();
  Table table(
      {"documents", "kept", "malformed", "bytes", "chars", "bits", "bits/byte", "bits/char", "ppl/char", "ppl/word"});
  table.add({std::to_string(figures.documents()), std::to_string(figures.kept()), std::to_string(figures.malformed()),
             std::to_string(m.bytes), std::to_string(m.characters), fixed(m.bits, 0), fixed(m.bits_per_byte(), 4),
             fixed(m.bits_per_char(), 4), compact(m.perplexity_per_char()), compact(m.perplexity_per_word())});
  std::string text = terms_text(report.terms) + table.text();
  const BitsPerCharEstimate estimate = figures.estimate();
  if (estimate.documents() > 1) {
    text += "bits/char of documents like these: " + fixed(estimate.ratio(), 4) + " +- " +
            fixed(estimate.half_width(), 4) + " (95 %, " + counted(estimate.documents(), "document") + ")\n";
  }
  for (std::size_t i = 0; i < report.cuts.bins.size(); ++i) {
    text += fixed(report.cuts.percents[i], 0) + " % of documents are below " +
            fixed(report.cuts.bins[i] / CorpusFigures::kBinsPerBit, 4) + " bits/char\n";
  }
  return text;
}

CorpusReport report_of(std::string_view json, const std::string& name) { return ReportReader(json, name).report(); }

CorpusReport read_report(const std::string& path) {
  const std::vector<std::uint8_t> bytes = whole_file(path, kMostReportBytes);
  return report_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path);
}

void write_report(const CorpusReport& report, const std::string& path, bool overwrite) {
  OutputFile file(path, overwrite);
  file.stream() << report_json(report);
  file.commit(std::nullopt, false);
}

}  // namespace pith::cli
