#include "pith/error.h"
#include "pith/level.h"
#include "pith/version.h"
#include "python/module/texts.h"

namespace pith::python {

namespace py = pybind11;

namespace {

const char* name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "usage";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kNotPith:
      return "not_pith";
    case ErrorCode::kVersion:
      return "version";
    case ErrorCode::kTruncated:
      return "truncated";
    case ErrorCode::kDamaged:
      return "damaged";
    case ErrorCode::kModel:
      return "model";
    case ErrorCode::kInternal:
      break;
  }
  return "internal";
}

PyObject* error_type = nullptr;  // pith.Error, as long as the module lives

}  // namespace

void bind_errors(py::module_& module) {
  error_type = PyErr_NewExceptionWithDoc(
      "pith.Error",
      "What fails in pith. `code` says what kind of fault it is: usage, io, not_pith, version, truncated,\n"
      "damaged, model or internal; the message names the thing and the remedy.",
      PyExc_Exception, nullptr);
  if (error_type == nullptr) throw py::error_already_set();
  module.attr("Error") = py::reinterpret_borrow<py::object>(error_type);
  py::register_exception_translator([](std::exception_ptr exception) {
    try {
      std::rethrow_exception(exception);
    } catch (const Error& error) {
      py::object instance = py::reinterpret_borrow<py::object>(error_type)(error.what());
      instance.attr("code") = name_of(error.code());
      PyErr_SetObject(error_type, instance.ptr());
    }
  });
}

}  // namespace pith::python

PYBIND11_MODULE(_pith, module) {
  using namespace pith::python;
  module.doc() = "The library pith; use the package pith.";
  module.attr("version") = pith::version();
  module.attr("DEFAULT_LEVEL") = pith::kDefaultLevel;
  bind_errors(module);
  bind_models(module);
  bind_scorer(module);
  bind_codec(module);
  bind_analysis(module);
  bind_training(module);
}
