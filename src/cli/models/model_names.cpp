#include "cli/models/model_names.h"

#include <utility>

#include "pith/error.h"
#include "pith/model.h"
#include "pith/model_search.h"

namespace pith::cli {
namespace {

std::optional<std::string> name_in(const std::string& path) {
  try {
    return Model::open(path).metadata().name;
  } catch (const Error&) {  // a name is a courtesy; decoding will tell what is wrong
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> ModelNames::of(std::uint64_t identity) {
  if (identity == 0) return std::nullopt;
  if (!searched_) {
    for (IdentifiedFile& file : identified_model_files()) paths_.emplace(file.identity, std::move(file.path));
    searched_ = true;
  }
  const auto known = names_.find(identity);
  if (known != names_.end()) return known->second;
  const auto path = paths_.find(identity);
  if (path == paths_.end()) return std::nullopt;
  return names_.emplace(identity, name_in(path->second)).first->second;
}

std::string ModelNames::text(std::uint64_t identity) {
  return identity == 0 ? "-" : of(identity).value_or(identity_text(identity));
}

}  // namespace pith::cli
