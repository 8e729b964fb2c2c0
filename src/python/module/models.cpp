#include <pybind11/stl.h>

#include "pith/model.h"
#include "pith/model_search.h"
#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

py::dict metadata_of(const Model& model) {
  const ModelMetadata& data = model.metadata();
  py::dict facts;
  for (const ModelMetadata::Fact& fact : data.facts) facts[py::str(fact.name)] = fact.value;
  py::dict all;
  all["name"] = data.name;
  all["description"] = data.description;
  all["licence"] = data.licence;
  all["date"] = data.date;
  all["pith_version"] = data.pith_version;
  all["training_command"] = data.training_command;
  all["corpus_files"] = data.corpus_files;
  all["corpus_bytes"] = data.corpus_bytes;
  all["facts"] = facts;
  return all;
}

}  // namespace

void bind_models(py::module_& module) {
  py::class_<Model>(module, "ModelFile", "What a model file holds. Immutable, cheap to copy.")
      .def_static("open", &Model::open, py::arg("path"), py::call_guard<py::gil_scoped_release>())
      .def_property_readonly("identity", &Model::identity)
      .def_property_readonly("file_bytes", &Model::file_bytes)
      .def_property_readonly("metadata", &metadata_of);
  module.def("find_model_file", &find_model_file, py::arg("name"));
  module.def(
      "find_model", [](std::uint64_t identity) { return find_model(identity); }, py::arg("identity"),
      py::call_guard<py::gil_scoped_release>());
  module.def("model_folders", &model_folders);
  module.def("identity_text", &identity_text, py::arg("identity"));
}

}  // namespace pith::python
