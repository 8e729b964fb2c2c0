#pragma once

#include <cstddef>
#include <string>

#include "cli/console/print.h"
#include "cli/formatting/json.h"

namespace pith::cli {

/// Prints JSON objects, one a line, many at a time. Throws Error kIo if standard output cannot take them.
class JsonLines {
 public:
  /// REQUIRES: `object` is complete, and in one line.
  void add(const JsonWriter& object) {
    text_ += object.text();
    if (text_.size() >= kBatchBytes) flush();
  }

  /// Prints what is left; without it that is lost.
  void flush() {
    if (!text_.empty()) print_to_stdout(text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t kBatchBytes = std::size_t{1} << 16;

  std::string text_;
};

}  // namespace pith::cli
