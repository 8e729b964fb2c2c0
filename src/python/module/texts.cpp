#include "python/module/texts.h"

#include <string>

namespace pith::python {

namespace py = pybind11;

std::string_view view_of(py::handle text) {
  if (PyUnicode_Check(text.ptr()) != 0) {
    Py_ssize_t size = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (bytes == nullptr) throw py::error_already_set();
    return {bytes, static_cast<std::size_t>(size)};
  }
  if (PyBytes_Check(text.ptr()) != 0) {
    return {PyBytes_AS_STRING(text.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(text.ptr()))};
  }
  throw py::type_error("a text is a str or bytes, not " + std::string(Py_TYPE(text.ptr())->tp_name));
}

Texts texts_of(const py::object& sequence) {
  if (PyUnicode_Check(sequence.ptr()) != 0 || PyBytes_Check(sequence.ptr()) != 0) {
    throw py::type_error("texts are a sequence of str or bytes, not one of them");
  }
  Texts texts{.items = py::tuple(sequence), .views = {}};
  texts.views.reserve(texts.items.size());
  for (const py::handle item : texts.items) texts.views.push_back(view_of(item));
  return texts;
}

}  // namespace pith::python
