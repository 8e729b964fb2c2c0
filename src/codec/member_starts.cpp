#include "codec/member_starts.h"

#include <string>
#include <utility>

#include "pith/error.h"
#include "pith/level.h"
#include "pith/short_name.h"

namespace pith {

namespace {

std::uint64_t need_of(int level) { return static_cast<std::uint64_t>(memory_need(level).decompress_bytes); }

std::string described(std::uint64_t bytes, std::uint64_t id) {
  return "a text of " + std::to_string(bytes) + " bytes, " + identity_text(id);
}

}  // namespace

MemberStarts::MemberStarts(const DecompressOptions& options)
    : max_memory_bytes_(options.max_memory_bytes), like_(options.like), find_model_(options.find_model) {}

Start MemberStarts::of(MemberHeader& member) {
  require_memory(member.level);  // before a model is looked for
  const Model* model = model_of(member);
  if (model != nullptr) member.model_id = model->identity();
  const ByteView like = like_of(member);
  require_memory(member.level);
  return {member.level, model, like};
}

bool MemberStarts::has_room(std::size_t blocks) const {
  return blocks == 0 || max_memory_bytes_ == 0 ||
         shared_bytes() + (blocks + 1) * need_of(kMaxLevel) <= max_memory_bytes_;
}

std::uint64_t MemberStarts::shared_bytes() const {
  std::uint64_t bytes = reference_.coded.size();
  for (const auto& [name, model] : models_) bytes += model.memory_bytes();
  return bytes;
}

void MemberStarts::require_memory(int level) const {
  const std::uint64_t needed = need_of(level) + shared_bytes();
  if (max_memory_bytes_ != 0 && needed > max_memory_bytes_) {
    throw Error(ErrorCode::kUsage, "decoding level " + std::to_string(level) + " needs " + std::to_string(needed) +
                                       " bytes of memory, and the limit is " + std::to_string(max_memory_bytes_));
  }
}

const Model* MemberStarts::model_of(const MemberHeader& member) {
  if (member.model_id == 0) return nullptr;
  const auto known = models_.find(member.model_id);
  if (known != models_.end()) return &known->second;
  const std::string needed = "the archive needs the model " + identity_text(member.model_id);
  if (!find_model_) {
    throw Error(ErrorCode::kModel, needed + ", and no model is known here; decode it where that model is");
  }
  Model model = find_model_(member.model_id);
  if (!names(member.model_id, model.identity())) {
    throw Error(ErrorCode::kModel, needed + ", not " + identity_text(model.identity()) + "; find that model");
  }
  return &models_.emplace(member.model_id, std::move(model)).first->second;
}

ByteView MemberStarts::like_of(const MemberHeader& member) {
  if (member.like_bytes == 0) return {};
  const std::string needed = "the archive was made --like " + described(member.like_bytes, member.like_id);
  if (like_.empty()) {
    throw Error(ErrorCode::kModel, needed + ", and needs it; name that text with --like");
  }
  if (reference_.bytes == 0) reference_ = reference_text(like_);
  if (reference_.bytes != member.like_bytes || reference_.id != member.like_id) {
    throw Error(ErrorCode::kModel,
                needed + ", not " + described(reference_.bytes, reference_.id) + "; name that text with --like");
  }
  return reference_.coded;
}

}  // namespace pith
