#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pith/error.h"
#include "pith/export.h"
#include "pith/level.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// What is looked at of a text to choose a model for it: all of a short one; of a longer one its beginning and two
/// parts from further on.
struct TextSample {
  static constexpr std::size_t kMostBytes = 8192;

  /// Of a text in memory.
  static TextSample of(std::string_view text);

  /// Of a text that can be read anywhere: read(offset, count) returns `count` bytes of it, fewer where it ends.
  using Reader = std::function<std::string(std::uint64_t offset, std::size_t count)>;
  static TextSample of(std::uint64_t text_bytes, const Reader& read);

  /// Of a text that is known no further than `beginning`, which is all of it unless it has more than kMostBytes.
  static TextSample of_beginning(std::string_view beginning);

  std::string bytes;             ///< at most kMostBytes
  std::uint64_t text_bytes = 0;  ///< of the whole text; a guess where that is not known
};

/// The model that a text is best predicted from, and what speaks for it.
struct ModelChoice {
  std::optional<Model> model;  ///< nothing: from empty

  /// Of a model that the sample was coded with, or from empty.
  struct Estimate {
    std::string name;          ///< "none": from empty
    double bits_per_byte = 0;  ///< what the text is expected to take, at level 1 and with what it then costs later
  };
  std::vector<Estimate> estimates;  ///< from empty first, then the models as they come into question
  std::size_t sample_bytes = 0;
};

/// Chooses a model for each of many texts. Models are opened when one first comes into question, and stay open. What is
/// chosen depends on nothing but the sample and the models. For one thread at a time.
class ModelChooser {
 public:
  /// The most models that are chosen from: the first ones.
  static constexpr std::size_t kMostModels = 32;

  /// `files`: those of the models to choose from, as model_files_to_choose_from() lists them. Files that are no
  /// models, are damaged or lack a mixing state are passed over when that shows, and on_failure() gets what is wrong.
  explicit ModelChooser(std::vector<std::string> files, std::function<void(const Error&)> on_failure = nullptr);
  ~ModelChooser();
  ModelChooser(ModelChooser&&) noexcept;
  ModelChooser& operator=(ModelChooser&&) noexcept;

  /// The model with which the text of `sample` is expected to be coded shortest; none unless that saves half a percent.
  /// Of models that save that, the one that is expected to save most at `level`.
  ModelChoice choose(const TextSample& sample, int level = kDefaultLevel);

  /// Of the models that are open: Model::memory_bytes() together.
  std::uint64_t memory_bytes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The models in model_folders(), the folders in order and in each the files by name: of a name the first, as
/// find_model_file() finds it.
std::vector<std::string> model_files_to_choose_from();

}  // namespace pith
