#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/console/report.h"
#include "pith/model.h"
#include "pith/model_choice.h"

namespace pith::cli {

/// What the texts of a run start from: one model for all of them or, with "auto", one that is chosen for each.
class TextModels {
 public:
  /// `choice` is the value of -m; "" stands for the environment variable PITH_MODEL, and without that for "auto". Where
  /// there are no models to choose from, the user is told. Throws Error if a model that was named cannot be had.
  /// `report` outlives this.
  TextModels(const std::string& choice, const Report& report);

  /// The model for the text of `file` at `level`, which begins with `beginning`; null = from empty. The user may hear
  /// why. It stays until the next text comes. `beginning` has more than TextSample::kMostBytes, unless the text is
  /// shorter. Throws as reading the file does.
  const Model* model_for(const std::string& file, std::string_view beginning, int level);

  /// Of the models that are open.
  std::uint64_t memory_bytes() const;

 private:
  void tell(const std::string& file, const ModelChoice& choice) const;

  const Report& report_;
  std::optional<ModelChooser> chooser_;  // nothing: model_ is for all
  std::optional<Model> model_;
};

}  // namespace pith::cli
