#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace pith::cli {

/// The names of the models that archives were coded with, as far as they are found here. The folders are searched once.
class ModelNames {
 public:
  struct Known {
    std::string name;
    std::uint64_t identity = 0;
    std::uint64_t memory_bytes = 0;  ///< Model::memory_bytes()
  };

  /// By an identity or a short name. Nothing for 0 and for a model that is not found.
  std::optional<Known> find(std::uint64_t identity);

  /// Nothing for 0 and for a model that is not found.
  std::optional<std::string> of(std::uint64_t identity);

  /// For a table: "-" for 0, the name, or the identity if the model is not found.
  std::string text(std::uint64_t identity);

 private:
  bool searched_ = false;
  std::map<std::uint64_t, std::string> paths_;  // the first file of each identity
  std::map<std::uint64_t, std::optional<Known>> known_;
};

}  // namespace pith::cli
