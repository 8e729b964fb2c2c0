#pragma once

#include <pybind11/pybind11.h>

#include <string_view>
#include <vector>

namespace pith::python {

/// The bytes of a str (as UTF-8) or of bytes, which live as long as `text`. Throws TypeError for anything else.
std::string_view view_of(pybind11::handle text);

/// Those of each item, and the items, which they live as long as.
struct Texts {
  pybind11::tuple items;
  std::vector<std::string_view> views;
};
Texts texts_of(const pybind11::object& sequence);

// What the parts of the module add to it.
void bind_errors(pybind11::module_& module);
void bind_models(pybind11::module_& module);
void bind_scorer(pybind11::module_& module);
void bind_codec(pybind11::module_& module);
void bind_analysis(pybind11::module_& module);
void bind_training(pybind11::module_& module);

}  // namespace pith::python
