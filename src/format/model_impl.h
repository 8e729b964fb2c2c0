#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/mapped_file.h"
#include "base/zeroed_array.h"
#include "format/model_file.h"
#include "model/predictor/prior.h"
#include "pith/model.h"

namespace pith {

/// Empty if there is none of this kind.
ByteView section_of(const ModelFile& file, std::uint32_t kind);

/// A model file that was checked, and the memory it lies in.
class Model::Impl {
 public:
  /// Throws as Model::open().
  Impl(const std::string& name, MappedFile mapped);

  /// Throws as Model::from_bytes().
  Impl(const std::string& name, ByteView bytes);

  const ModelFile& file() const { return file_; }
  std::uint64_t file_bytes() const { return mapped_.bytes().size() + copied_.size(); }

  /// Empty if there is no section of this kind. Its first byte lies at a multiple of 64.
  ByteView section(std::uint32_t kind) const { return section_of(file_, kind); }

  /// Where a predictor starts; null = from empty.
  const Prior* prior() const { return prior_ ? &*prior_ : nullptr; }

 private:
  MappedFile mapped_;
  ZeroedArray<std::uint8_t> copied_;
  ModelFile file_;
  std::optional<Prior> prior_;
};

}  // namespace pith
