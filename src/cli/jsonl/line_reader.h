#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/packed/unpacked_input.h"

namespace pith::cli {

/// The lines of a file.
class LineReader {
 public:
  /// Throws as UnpackedInput.
  explicit LineReader(const std::string& path) : input_(path), buffer_(kPieceBytes) {}

  static constexpr std::size_t kMostLineBytes = std::size_t{64} << 20;

  struct Line {
    std::string text;      ///< without its line feed
    std::uint64_t number;  ///< from 1
    bool too_long;         ///< more than kMostLineBytes; `text` is not all of it
  };

  /// False at the end. Throws FileError.
  bool next(Line& line);

 private:
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 16;

  UnpackedInput input_;
  std::vector<char> buffer_;
  std::size_t next_ = 0;  // of buffer_, up to end_, what was read and not given
  std::size_t end_ = 0;
  std::uint64_t lines_ = 0;
};

}  // namespace pith::cli
