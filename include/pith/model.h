#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// What a model file says about itself. Nothing here changes what is predicted. Its texts may say anything: show them
/// as you would show the name of a file that a stranger sent.
struct ModelMetadata {
  struct Corpus {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;  ///< 64 hexadecimal digits in lower case, or empty

    bool operator==(const Corpus&) const = default;
  };

  /// What the model is worth on text that training did not see, in thousandths of a bit per character.
  struct HeldOut {
    std::uint32_t level = 0;
    std::uint64_t text_bytes = 0;
    std::uint32_t from_empty_millibits = 0;
    std::uint32_t with_model_millibits = 0;

    bool operator==(const HeldOut&) const = default;
  };

  struct Fact {
    std::string name;
    std::string value;

    bool operator==(const Fact&) const = default;
  };

  std::string name;  ///< 1 to 64 of A-Z a-z 0-9 . _ -
  std::string description;
  std::string licence;
  std::string training_command;
  std::string date;  ///< YYYY-MM-DD
  std::string pith_version;
  std::uint64_t corpus_files = 0;  ///< of all corpora; the list below may be a summary
  std::uint64_t corpus_bytes = 0;
  std::vector<Corpus> corpora;
  std::vector<HeldOut> held_out;
  std::vector<Fact> facts;

  bool operator==(const ModelMetadata&) const = default;
};

/// What training learnt: where a Predictor starts instead of from empty. Immutable, cheap to copy, and usable by any
/// number of threads. The file is read whole: what happens to it later changes no model that was opened.
class Model {
 public:
  /// Opens a model file and checks all of it. Throws Error kIo, kNotPith, kVersion, kTruncated, kDamaged; messages
  /// begin with `path`.
  static Model open(const std::string& path);

  /// The model whose file has these bytes. Throws as open(), except kIo; messages begin with `name`.
  static Model from_bytes(const std::string& name, const std::vector<std::uint8_t>& bytes);

  /// A number that two models share only if their files are the same bytes; never 0. Archives name their model by it.
  std::uint64_t identity() const;

  const ModelMetadata& metadata() const;
  std::uint64_t file_bytes() const;

  /// An upper bound of the memory that the model and all its copies take together.
  std::uint64_t memory_bytes() const;

  /// A part of the file. Kinds are those of docs/format/FORMAT.md.
  struct Section {
    std::uint32_t kind = 0;
    std::uint64_t bytes = 0;
  };
  std::vector<Section> sections() const;

  class Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit Model(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<const Impl> impl_;
};

/// An identity as messages and tables show it: 16 hexadecimal digits.
std::string identity_text(std::uint64_t identity);

/// True if `prefix`, the first `size` bytes of a file, begins like a model file. Four bytes suffice; fewer never do.
bool looks_like_model(const void* prefix, std::size_t size);

}  // namespace pith
