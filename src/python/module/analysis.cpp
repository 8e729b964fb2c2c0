#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "pith/analyze.h"
#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

py::list entropies_of(const TextAnalysis& analysis) {
  py::list entropies;
  for (const ConditionalEntropy& each : analysis.entropies) {
    py::dict entry;
    entry["order"] = each.order;
    entry["contexts"] = each.contexts;
    entry["plug_in_bits"] = each.plug_in_bits;
    entry["miller_madow_bits"] = each.miller_madow_bits;
    entry["share_seen_once"] = each.share_seen_once();
    entropies.append(entry);
  }
  return entropies;
}

py::list sizes_of(const TextAnalysis& analysis) {
  py::list sizes;
  for (const CodedSize& each : analysis.sizes) {
    py::dict entry;
    entry["method"] = each.method;
    entry["note"] = each.note;
    entry["bits"] = each.bits;
    entry["bits_per_byte"] = each.bits_per_byte();
    sizes.append(entry);
  }
  return sizes;
}

py::dict words_of(const WordStatistics& words) {
  py::dict commonest;
  for (const WordStatistics::Word& each : words.commonest) commonest[py::bytes(each.word)] = each.count;
  py::dict all;
  all["tokens"] = words.tokens;
  all["types"] = words.types;
  all["types_once"] = words.types_once;
  all["commonest"] = commonest;
  all["heaps_exponent"] = words.heaps.exponent;
  all["zipf_exponent"] = words.zipf.exponent;
  return all;
}

py::dict analyzed(const py::object& text, std::uint32_t max_distance, int threads) {
  const std::string_view view = view_of(text);
  TextAnalysis analysis;
  {
    const py::gil_scoped_release others_may_run;
    AnalyzeOptions options;
    options.max_distance = max_distance;
    options.threads = threads;
    analysis = analyze({reinterpret_cast<const std::uint8_t*>(view.data()), view.size()}, options);
  }
  py::array_t<double> information(static_cast<py::ssize_t>(analysis.distances.size()));
  double* to = information.mutable_data();
  for (const DistanceInformation& each : analysis.distances) *to++ = each.mutual_information;
  py::dict all;
  all["bytes"] = analysis.bytes;
  all["entropy"] = analysis.distribution.entropy();
  all["counts"] = py::array_t<std::uint64_t>(256, analysis.distribution.counts.data());
  all["entropies"] = entropies_of(analysis);
  all["sizes"] = sizes_of(analysis);
  all["mutual_information"] = information;
  all["words"] = words_of(analysis.words);
  return all;
}

}  // namespace

void bind_analysis(py::module_& module) {
  module.def("analyze", &analyzed, py::arg("text"), py::arg("max_distance"), py::arg("threads"));
}

}  // namespace pith::python
