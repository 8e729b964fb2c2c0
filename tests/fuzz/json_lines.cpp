// Any bytes as a line of JSON, and as a report of `pith measure --jsonl`. A line that is taken comes back as JSON with
// its figures and with all else that it said; a report that is read can be written and read again.
#include <rapidjson/document.h>
#include <rapidjson/memorystream.h>

#include <algorithm>
#include <string>

#include "cli/files/file_error.h"
#include "cli/jsonl/corpus_report.h"
#include "cli/jsonl/record.h"
#include "fuzz/fuzz_support.h"

namespace {

using namespace pith;
using namespace pith::cli;
using pith::fuzz::require;

const Measurement kFigures{.bits = 8, .bytes = 4, .characters = 4, .words = 1};

/// Another reader than that of lines: one that keeps everything.
rapidjson::Document parsed(std::string_view json) {
  rapidjson::Document document;
  rapidjson::MemoryStream stream(json.data(), json.size());
  document.ParseStream<rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag>(stream);
  require(!document.HasParseError() && document.IsObject(), "a line is a JSON object");
  return document;
}

std::string_view name_of(const rapidjson::Value::Member& member) {
  return {member.name.GetString(), member.name.GetStringLength()};
}

void require_text(const rapidjson::Document& line, const Record& record) {
  const rapidjson::Value* text = nullptr;
  for (const auto& member : line.GetObject()) {
    if (name_of(member) == "text") text = &member.value;
  }
  require(text != nullptr && text->IsString(), "a line that is taken has a text");
  require(record.text == std::string_view(text->GetString(), text->GetStringLength()), "the last text counts");
}

/// Members that are no figures, each as before, then each figure once.
void require_figures(const rapidjson::Document& before, const rapidjson::Document& after) {
  auto next = after.MemberBegin();
  for (const auto& member : before.GetObject()) {
    if (is_figure_name(name_of(member))) continue;
    require(next != after.MemberEnd() && next->name == member.name, "no member is lost or moved");
    require(next->value == member.value, "no value changes");
    ++next;
  }
  for (const char* name : {"chars", "bytes", "words", "bits", "bits_per_char", "perplexity", "bucket"}) {
    require(next != after.MemberEnd() && name_of(*next) == name, "each figure is there once, at the end");
    ++next;
  }
  require(next == after.MemberEnd(), "nothing else is added");
}

void try_line(const std::string& line) {
  std::string why;
  const std::optional<Record> record = record_of(line, "text", why);
  require(record.has_value() == why.empty(), "a line is taken, or it is said why not");
  if (!record) return;
  const rapidjson::Document before = parsed(record->line);
  require_text(before, *record);
  const std::string with = with_bucket(with_figures(*record, kFigures), "head");
  require_figures(before, parsed(with));
  const std::optional<Record> again = record_of(with, "text", why);
  require(again && again->text == record->text && again->has_figures, "what is written is read again");
  require(with_bucket(with_figures(*again, kFigures), "head") == with, "figures are replaced by the same ones");
}

void try_report(const std::string& json) {
  try {
    CorpusReport report = report_of(json, "any");
    report_table(report);
    const std::string written = report_json(report);
    require(report_json(report_of(written, "written")) == written, "a report is read as it was written");
    require(report.difference(report_of(written, "written")).empty() == report.run.has_value(), "it is of that run");
    const CorpusReport part = report;
    report.add(part, "itself");
    require(report.figures.documents() == 2 * part.figures.documents(), "documents add up");
  } catch (const FileError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  try_line(bytes);
  try_report(bytes);
  return 0;
}
