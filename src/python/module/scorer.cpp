#include "pith/scorer.h"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <optional>
#include <string>

#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

template <typename Number, typename Get>
py::array_t<Number> array_of(const std::vector<Measurement>& measurements, Get get) {
  py::array_t<Number> array(static_cast<py::ssize_t>(measurements.size()));
  Number* to = array.mutable_data();
  for (const Measurement& measurement : measurements) *to++ = static_cast<Number>(get(measurement));
  return array;
}

py::array_t<double> array_of(const std::vector<double>& numbers) {
  return py::array_t<double>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

/// (bits, bytes, characters, words), an array each.
py::tuple scored(const Scorer& scorer, const py::object& sequence, int threads) {
  const Texts texts = texts_of(sequence);
  std::vector<Measurement> measurements;
  {
    const py::gil_scoped_release others_may_run;
    measurements = scorer.score(texts.views, {.threads = threads});
  }
  return py::make_tuple(array_of<double>(measurements, [](const Measurement& m) { return m.bits; }),
                        array_of<std::int64_t>(measurements, [](const Measurement& m) { return m.bytes; }),
                        array_of<std::int64_t>(measurements, [](const Measurement& m) { return m.characters; }),
                        array_of<std::int64_t>(measurements, [](const Measurement& m) { return m.words; }));
}

Measurement scored_one(const Scorer& scorer, const py::object& text) {
  const std::string_view view = view_of(text);
  const py::gil_scoped_release others_may_run;
  return scorer.score(view);
}

py::array_t<double> byte_bits(const Scorer& scorer, const py::object& text) {
  const std::string_view view = view_of(text);
  std::vector<double> bits;
  {
    const py::gil_scoped_release others_may_run;
    scorer.score(view, bits);
  }
  return array_of(bits);
}

double feed(State& state, const py::object& text) {
  const std::string_view view = view_of(text);
  const py::gil_scoped_release others_may_run;
  return state.feed(view);
}

double bits_of(const State& state, const py::object& text) {
  const std::string_view view = view_of(text);
  const py::gil_scoped_release others_may_run;
  return state.bits_of(view);
}

py::array_t<double> distribution(const State& state) {
  std::array<double, 256> probabilities{};
  {
    const py::gil_scoped_release others_may_run;
    probabilities = state.distribution();
  }
  return py::array_t<double>(static_cast<py::ssize_t>(probabilities.size()), probabilities.data());
}

py::bytes serialised(const State& state) {
  const std::vector<std::uint8_t> bytes = state.serialised();
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

State restored(const Scorer& scorer, const py::bytes& serialised) {
  const std::string_view view = view_of(serialised);
  return scorer.restored({reinterpret_cast<const std::uint8_t*>(view.data()), view.size()});
}

}  // namespace

void bind_scorer(py::module_& module) {
  py::class_<Measurement>(module, "Measurement", "What a text costs, and the counts that it is divided by.")
      .def_readonly("bits", &Measurement::bits, "sum of -log2 p over all of the text")
      .def_readonly("bytes", &Measurement::bytes)
      .def_readonly("characters", &Measurement::characters, "UTF-8 code points")
      .def_readonly("words", &Measurement::words, "runs of bytes other than ASCII white space")
      .def_property_readonly("bits_per_byte", &Measurement::bits_per_byte)
      .def_property_readonly("bits_per_char", &Measurement::bits_per_char)
      .def_property_readonly("bits_per_word", &Measurement::bits_per_word)
      .def_property_readonly("perplexity_per_byte", &Measurement::perplexity_per_byte)
      .def_property_readonly("perplexity_per_char", &Measurement::perplexity_per_char)
      .def_property_readonly("perplexity_per_word", &Measurement::perplexity_per_word);

  py::class_<State>(module, "State")
      .def("feed", &feed, py::arg("text"))
      .def("bits_of", &bits_of, py::arg("continuation"))
      .def("distribution", &distribution)
      .def("copy", [](const State& state) { return State(state); })
      .def("serialised", &serialised)
      .def_property_readonly("bits", &State::bits)
      .def_property_readonly("bytes", &State::bytes)
      .def(
          "__eq__", [](const State& a, const State& b) { return a == b; }, py::is_operator());

  py::class_<Scorer>(module, "Scorer")
      .def(py::init([](const Model* model, int level, bool adaptive) {
             return Scorer({.level = level, .model = model, .adaptive = adaptive});
           }),
           py::arg("model"), py::arg("level"), py::arg("adaptive"))
      .def("score", &scored, py::arg("texts"), py::arg("threads"))
      .def("score_one", &scored_one, py::arg("text"))
      .def("byte_bits", &byte_bits, py::arg("text"))
      .def("start", &Scorer::start)
      .def("restored", &restored, py::arg("serialised"));
}

}  // namespace pith::python
