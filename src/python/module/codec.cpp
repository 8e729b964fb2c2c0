#include "pith/codec.h"

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>

#include "pith/error.h"
#include "pith/measure.h"
#include "pith/sample.h"
#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

/// Finds models by calling Python, wherever it is called. Copies may be made where Python is not held up, and the last
/// one goes where it is.
std::function<Model(std::uint64_t)> finder(const py::function& find) {
  return [shared = std::make_shared<py::function>(find)](std::uint64_t identity) {
    const py::gil_scoped_acquire python;
    return (*shared)(identity).cast<Model>();
  };
}

std::ifstream opened(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::kIo, path + ": cannot read it");
  return file;
}

/// Runs work(in, out) on streams without holding up other threads of Python.
template <typename Work>
py::bytes on_bytes(const py::object& data, Work work) {
  std::string result;
  {
    const std::string_view view = view_of(data);
    const py::gil_scoped_release others_may_run;
    std::istringstream in{std::string(view)};
    std::ostringstream out;
    work(in, out);
    result = std::move(out).str();
  }
  return result;
}

template <typename Work>
void on_files(const std::string& source, const std::string& target, Work work) {
  const py::gil_scoped_release others_may_run;
  std::ifstream in = opened(source);
  std::ofstream out(target, std::ios::binary);
  if (!out) throw Error(ErrorCode::kIo, target + ": cannot write it");
  work(in, out);
  out.close();
  if (!out) throw Error(ErrorCode::kIo, target + ": cannot write it");
}

CompressOptions compress_options(const Model* model, int level, int threads) {
  return {.level = level, .threads = threads, .model = model};
}

}  // namespace

void bind_codec(py::module_& module) {
  module.def("compress_bytes", [](const py::object& data, const Model* model, int level, int threads) {
    return on_bytes(data, [&](auto& in, auto& out) { compress(in, out, compress_options(model, level, threads)); });
  });
  module.def("compress_file", [](const std::string& source, const std::string& target, const Model* model, int level,
                                 int threads) {
    on_files(source, target, [&](auto& in, auto& out) { compress(in, out, compress_options(model, level, threads)); });
  });
  module.def("decompress_bytes", [](const py::object& data, const py::function& find, int threads) {
    const DecompressOptions options{.threads = threads, .find_model = finder(find)};
    return on_bytes(data, [&](auto& in, auto& out) { decompress(in, out, options); });
  });
  module.def("decompress_file",
             [](const std::string& source, const std::string& target, const py::function& find, int threads) {
               const DecompressOptions options{.threads = threads, .find_model = finder(find)};
               on_files(source, target, [&](auto& in, auto& out) { decompress(in, out, options); });
             });
  module.def("measure_file", [](const std::string& path, const Model* model, int level, bool adaptive, int threads) {
    const py::gil_scoped_release others_may_run;
    std::ifstream file = opened(path);
    return measure(file, {.level = level, .threads = threads, .model = model, .adaptive = adaptive});
  });
  module.def("sample", [](const Model* model, int level, const py::object& prompt, std::uint64_t characters,
                          std::uint32_t temperature_milli, std::uint32_t top_p_milli, std::uint64_t seed,
                          const std::string& stop, bool adaptive) {
    std::string text;
    {
      const SampleOptions options{.level = level,
                                  .model = model,
                                  .adaptive = adaptive,
                                  .prompt = std::string(view_of(prompt)),
                                  .characters = characters,
                                  .temperature_milli = temperature_milli,
                                  .top_p_milli = top_p_milli,
                                  .seed = seed,
                                  .stop = stop};
      const py::gil_scoped_release others_may_run;
      sample(options, [&text](std::string_view piece) { text += piece; });
    }
    return py::bytes(text);
  });
}

}  // namespace pith::python
