#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/measure/options.h"
#include "pith/confidence.h"
#include "pith/measure.h"
#include "pith/model.h"

namespace pith::cli {

/// A text and what it cost.
struct Measured {
  std::string name;
  Measurement measurement;
};

/// The texts as one model sees them.
struct ModelResults {
  std::optional<Model> model;  ///< nothing = from empty
  std::vector<Measured> files;
  double seconds = 0;

  Measurement total() const {
    Measurement sum;
    for (const Measured& file : files) sum += file.measurement;
    return sum;
  }

  /// Of texts like these.
  BitsPerCharEstimate estimate() const {
    BitsPerCharEstimate estimate;
    for (const Measured& file : files) estimate.add(file.measurement);
    return estimate;
  }

  /// Of the model's file; 0 from empty.
  double model_bits() const { return model ? 8 * static_cast<double>(model->file_bytes()) : 0; }

  std::string model_name() const { return model ? model->metadata().name : "from empty"; }
};

/// "level 6, adaptive, model english 0123456789abcdef"
std::string measuring_terms(const MeasureCommandOptions& options, const std::optional<Model>& model);

/// The models' results, of the same texts, for readers: a table of one model, or several side by side.
std::string measured_table(const std::vector<ModelResults>& results, const MeasureCommandOptions& options);

/// The same as a JSON object.
std::string measured_json(const std::vector<ModelResults>& results, const MeasureCommandOptions& options);

}  // namespace pith::cli
