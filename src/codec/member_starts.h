#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "base/bytes.h"
#include "codec/reference_text.h"
#include "codec/text_coder.h"
#include "format/archives/member_header.h"
#include "pith/codec.h"
#include "pith/model.h"

namespace pith {

/// What the predictors of an archive's members start from. Invariant: what a Start points to lives as long as this.
class MemberStarts {
 public:
  /// REQUIRES: options.like outlives this.
  explicit MemberStarts(const DecompressOptions& options);

  /// The start of a member, and into its header the whole identity of its model.
  /// Throws Error kModel if its model or the text that both sides have is not at hand, kUsage beyond the limit of
  /// memory, and what finding a model throws.
  Start of(MemberHeader& member);

  /// Whether one more block fits beside `blocks` of any level. The first always does: its own level was checked.
  bool has_room(std::size_t blocks) const;

 private:
  std::uint64_t shared_bytes() const;
  void require_memory(int level) const;
  const Model* model_of(const MemberHeader& member);
  ByteView like_of(const MemberHeader& member);

  std::uint64_t max_memory_bytes_;
  ByteView like_;
  ReferenceText reference_;  // of like_, once a member asked for one
  std::function<Model(std::uint64_t identity)> find_model_;
  std::map<std::uint64_t, Model> models_;  // by what members call them, each looked for once
};

}  // namespace pith
