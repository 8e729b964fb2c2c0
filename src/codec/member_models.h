#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "format/archives/member_header.h"
#include "pith/model.h"

namespace pith {

/// The models that the members of one archive were coded with, each looked for when it is first named.
class MemberModels {
 public:
  /// `find` may be empty: no model is known.
  explicit MemberModels(std::function<Model(std::uint64_t identity)> find) : find_(std::move(find)) {}

  /// The model of a member, null if it was coded from empty; it lives as long as this.
  /// Throws Error kModel if there is none of that identity, and what `find` throws.
  const Model* of(const MemberHeader& member);

  /// Of the models that were found so far.
  std::uint64_t memory_bytes() const;

 private:
  std::function<Model(std::uint64_t identity)> find_;
  std::map<std::uint64_t, Model> found_;
};

}  // namespace pith
