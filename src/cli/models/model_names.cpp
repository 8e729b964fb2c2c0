#include "cli/models/model_names.h"

#include "pith/error.h"
#include "pith/model.h"
#include "pith/model_search.h"

namespace pith::cli {
namespace {

std::optional<std::string> found_name(std::uint64_t identity) {
  try {
    return find_model(identity).metadata().name;
  } catch (const Error&) {  // a name is a courtesy; decoding will tell what is wrong
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> ModelNames::of(std::uint64_t identity) {
  if (identity == 0) return std::nullopt;
  const auto known = names_.find(identity);
  return known != names_.end() ? known->second : names_.emplace(identity, found_name(identity)).first->second;
}

std::string ModelNames::text(std::uint64_t identity) {
  return identity == 0 ? "-" : of(identity).value_or(identity_text(identity));
}

}  // namespace pith::cli
