#include "codec/member_models.h"

#include "pith/error.h"

namespace pith {

const Model* MemberModels::of(const MemberHeader& member) {
  if (member.model_id == 0) {
    return nullptr;
  }
  const auto known = found_.find(member.model_id);
  if (known != found_.end()) {
    return &known->second;
  }
  const std::string needed = "the archive needs the model " + identity_text(member.model_id);
  if (!find_) {
    throw Error(ErrorCode::kModel, needed + ", and no model is known here; decode it where that model is");
  }
  Model model = find_(member.model_id);
  if (model.identity() != member.model_id) {
    throw Error(ErrorCode::kModel, needed + ", not " + identity_text(model.identity()) + "; find that model");
  }
  return &found_.emplace(member.model_id, std::move(model)).first->second;
}

std::uint64_t MemberModels::memory_bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& [identity, model] : found_) bytes += model.memory_bytes();
  return bytes;
}

}  // namespace pith
