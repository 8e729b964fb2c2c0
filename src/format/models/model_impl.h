#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/zeroed_array.h"
#include "format/models/model_file.h"
#include "model/predictor/prior.h"
#include "pith/model.h"

namespace pith {

/// Empty if there is none of this kind.
ByteView section_of(const ModelFile& file, std::uint32_t kind);

/// A model file that was checked, and the memory it lies in.
class Model::Impl {
 public:
  /// `content` is all of the file. Throws as Model::from_bytes().
  Impl(const std::string& name, ZeroedArray<std::uint8_t> content);

  const ModelFile& file() const { return file_; }
  std::uint64_t file_bytes() const { return content_.size(); }

  /// Empty if there is no section of this kind. Its first byte lies at a multiple of 64.
  ByteView section(std::uint32_t kind) const { return section_of(file_, kind); }

  /// Where a predictor starts; null = from empty.
  const Prior* prior() const { return prior_ ? &*prior_ : nullptr; }

 private:
  ZeroedArray<std::uint8_t> content_;
  ModelFile file_;
  std::optional<Prior> prior_;
};

}  // namespace pith
