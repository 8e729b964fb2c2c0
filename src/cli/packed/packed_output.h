#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/packed/packing.h"

namespace pith::cli {

/// Packs what is written to a stream.
class PackedOutput {
 public:
  /// `stream` outlives this. Throws Error kUsage.
  PackedOutput(std::ostream& stream, Packing packing);

  void write(std::string_view bytes);

  /// Nothing is written afterwards; without a call the stream has no end.
  void finish();

 private:
  void pack(std::string_view bytes, bool last);
  void flush();

  std::ostream& stream_;
  std::unique_ptr<PackingCodec> codec_;  // null: not packed
  std::string buffer_;
};

}  // namespace pith::cli
