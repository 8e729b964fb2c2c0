#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "pith/error.h"

namespace pith {

/// Reads a section of a model file from front to back.
class SectionReader {
 public:
  /// `name` is what messages call the section: "n-grams".
  SectionReader(ByteView bytes, std::string name) : rest_(bytes), name_(std::move(name)) {}

  Error damaged(const std::string& what) const {
    return Error(ErrorCode::kDamaged, "the model's " + name_ + ": " + what + "; get an intact copy of the model");
  }

  /// Throws Error kDamaged if there are fewer left.
  ByteView take(std::uint64_t bytes) {
    if (bytes > rest_.size()) throw damaged("it ends early");
    const ByteView taken = rest_.first(bytes);
    rest_ = rest_.subspan(bytes);
    return taken;
  }

  template <std::unsigned_integral Word>
  Word number() {
    return little_endian<Word>(take(sizeof(Word)));
  }

  std::size_t left() const { return rest_.size(); }
  bool at_end() const { return rest_.empty(); }

  void require_end() const {
    if (!at_end()) throw damaged("bytes follow its end");
  }

 private:
  ByteView rest_;
  std::string name_;
};

}  // namespace pith
