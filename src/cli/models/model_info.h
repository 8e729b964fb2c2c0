#pragma once

#include <string>

#include "cli/formatting/json.h"
#include "pith/model.h"

namespace pith::cli {

/// A model file as it was named on the command line.
struct NamedModel {
  std::string name;
  Model model;
};

/// All that a model says about itself, for readers.
std::string model_sentences(const NamedModel& named);

/// The same as a JSON object.
void write_model(JsonWriter& json, const NamedModel& named);

}  // namespace pith::cli
