#include "cli/models/model_names.h"

#include <utility>

#include "pith/error.h"
#include "pith/model.h"
#include "pith/model_search.h"
#include "pith/short_name.h"

namespace pith::cli {
namespace {

std::optional<ModelNames::Known> known_in(const std::string& path) {
  try {
    const Model model = Model::open(path);
    return ModelNames::Known{
        .name = model.metadata().name, .identity = model.identity(), .memory_bytes = model.memory_bytes()};
  } catch (const Error&) {  // a name is a courtesy; decoding will tell what is wrong
    return std::nullopt;
  }
}

}  // namespace

std::optional<ModelNames::Known> ModelNames::find(std::uint64_t identity) {
  if (identity == 0) return std::nullopt;
  if (!searched_) {
    for (IdentifiedFile& file : identified_model_files()) paths_.emplace(file.identity, std::move(file.path));
    searched_ = true;
  }
  const auto known = known_.find(identity);
  if (known != known_.end()) return known->second;
  // A short name is the beginning of an identity.
  const auto path = paths_.lower_bound(is_short_name(identity) ? identity << kShortNameShift : identity);
  if (path == paths_.end() || !names(identity, path->first)) return std::nullopt;
  return known_.emplace(identity, known_in(path->second)).first->second;
}

std::optional<std::string> ModelNames::of(std::uint64_t identity) {
  const std::optional<Known> known = find(identity);
  return known ? std::optional(known->name) : std::nullopt;
}

std::string ModelNames::text(std::uint64_t identity) {
  return identity == 0 ? "-" : of(identity).value_or(identity_text(identity));
}

}  // namespace pith::cli
