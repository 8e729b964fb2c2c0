#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/console/report.h"
#include "pith/model.h"

namespace pith::cli {

// A choice is the value of -m: the name of a model, its file, "none", "auto", or "" where there is no -m.

/// Whether a model is to be chosen for each text that is compressed: "auto", or "" where PITH_MODEL says nothing else.
bool chooses(const std::string& choice);

/// What measure, analyze and sample start from, which take one model for all texts so that figures can be compared;
/// nothing = from empty. "" stands for the environment variable PITH_MODEL, and without that for the model "english";
/// where it is not found, the user is told. Throws Error if a model that was named cannot be had, and for "auto".
std::optional<Model> starting_model(const std::string& choice, const Report& report);

/// The same for what makes no sense without a model: throws Error kModel where nothing says which, not even "none", and
/// "english" is not found.
std::optional<Model> required_model(const std::string& choice, const Report& report);

/// How to find the models that archives name. With a choice it is that model and never another. Throws as
/// starting_model(); `report` outlives the result.
std::function<Model(std::uint64_t identity)> model_finder(const std::string& choice, const Report& report);

/// Adds to `paths` the file that a choice stands for, if there is one; where models are chosen, all of them.
void add_model_file(std::vector<std::string>& paths, const std::string& choice);

/// What the user is told where there is none; `what` is "no model english" for one.
std::string no_model_found(const std::string& what);

/// "english 0123456789abcdef"
std::string name_and_identity(const Model& model);

}  // namespace pith::cli
