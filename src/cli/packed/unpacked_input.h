#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/files/input_file.h"
#include "cli/packed/packing.h"

namespace pith::cli {

/// What gzip, zstd or xz packed into a file or standard input, or its bytes as they are: its first bytes tell.
class UnpackedInput {
 public:
  /// "-" is standard input. Throws FileError, Error kUsage.
  explicit UnpackedInput(const std::string& path);

  /// Fills `into`, less of it only at the end. Throws FileError.
  std::size_t read(std::span<char> into);

 private:
  void unpack(PackingStep& step);

  std::string name_;
  InputFile file_;
  std::unique_ptr<PackingCodec> codec_;  // null: not packed
  std::vector<char> packed_;
  std::span<const char> unread_;  // of packed_
  bool read_all_ = false;
  bool done_ = false;
};

}  // namespace pith::cli
