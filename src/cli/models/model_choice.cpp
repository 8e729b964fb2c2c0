#include "cli/models/model_choice.h"

#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

#include "cli/formatting/text.h"
#include "pith/error.h"
#include "pith/model_choice.h"
#include "pith/model_search.h"
#include "pith/short_name.h"

namespace pith::cli {
namespace {

constexpr const char* kDefaultModel = "english";
constexpr const char* kNoModel = "none";
constexpr const char* kChosenModel = "auto";

std::optional<Model> opened(const std::string& choice) {
  if (choice == kChosenModel) {
    throw Error(ErrorCode::kUsage, "-m auto chooses a model for each text that is compressed; here, name one");
  }
  return choice == kNoModel ? std::nullopt : std::optional(find_model(choice));
}

/// What the environment says where there is no -m; "" = nothing.
std::string preferred_model() {
  const char* preferred = std::getenv("PITH_MODEL");
  return preferred == nullptr ? "" : preferred;
}

std::optional<Model> default_model(const Report& report) {
  const std::string preferred = preferred_model();
  if (!preferred.empty() && preferred != kChosenModel) return opened(preferred);
  if (find_model_file(kDefaultModel)) return find_model(kDefaultModel);
  report.notice(no_model_found(std::string("no model ") + kDefaultModel));
  return std::nullopt;
}

Error mismatch(std::uint64_t identity, const std::string& given) {
  return Error(ErrorCode::kModel, "the archive needs the model " + identity_text(identity) + ", but -m gives " + given +
                                      "; leave -m out to have it looked for, or name that model");
}

/// Models by identity, each looked for once.
class FoundModels {
 public:
  explicit FoundModels(const Report& report) : report_(report) {}

  Model of(std::uint64_t identity) {
    const auto known = found_.find(identity);
    if (known != found_.end()) return known->second;
    const Model model = find_model(identity);
    report_.note("model " + name_and_identity(model));
    return found_.emplace(identity, model).first->second;
  }

 private:
  const Report& report_;
  std::map<std::uint64_t, Model> found_;
};

}  // namespace

bool chooses(const std::string& choice) {
  const std::string name = choice.empty() ? preferred_model() : choice;
  return name.empty() || name == kChosenModel;
}

std::optional<Model> starting_model(const std::string& choice, const Report& report) {
  std::optional<Model> model = choice.empty() ? default_model(report) : opened(choice);
  if (model) report.note("model " + name_and_identity(*model));
  return model;
}

std::optional<Model> required_model(const std::string& choice, const Report& report) {
  if (choice.empty() && chooses(choice) && !find_model_file(kDefaultModel)) {
    throw Error(ErrorCode::kModel, std::string("no model ") + kDefaultModel +
                                       " is found; name one with -m, or say -m none to start from empty");
  }
  return starting_model(choice, report);
}

std::function<Model(std::uint64_t)> model_finder(const std::string& choice, const Report& report) {
  if (choice.empty() || choice == kChosenModel) {
    return [found = std::make_shared<FoundModels>(report)](std::uint64_t identity) { return found->of(identity); };
  }
  return [model = starting_model(choice, report)](std::uint64_t identity) {
    if (!model) throw mismatch(identity, "none");
    if (!names(identity, model->identity())) throw mismatch(identity, name_and_identity(*model));
    return *model;
  };
}

void add_model_file(std::vector<std::string>& paths, const std::string& choice) {
  if (chooses(choice)) {
    const std::vector<std::string> files = model_files_to_choose_from();
    paths.insert(paths.end(), files.begin(), files.end());
    return;
  }
  const std::string name = choice.empty() ? preferred_model() : choice;
  if (name == kNoModel) return;
  if (const auto file = find_model_file(name)) paths.push_back(*file);
}

std::string no_model_found(const std::string& what) {
  return what + " is found, so texts are taken as if nothing were known of them; name a model with -m, or none";
}

std::string name_and_identity(const Model& model) {
  return printable(model.metadata().name) + " " + identity_text(model.identity());
}

}  // namespace pith::cli
