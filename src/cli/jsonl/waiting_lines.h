#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "cli/files/descriptor_stream.h"
#include "cli/files/temporary_file.h"
#include "cli/packed/packed_output.h"

namespace pith::cli {

/// Lines, each with the bin of its document, that wait on the disk until the cuts between buckets are known.
class WaitingLines {
 public:
  /// In a file without a name, in the folder of `beside`, or that for temporary files if it is "". Throws FileError.
  explicit WaitingLines(const std::string& beside);

  /// Throws FileError.
  void add(std::string_view line, std::optional<std::uint32_t> bin);

  /// Calls `take` for each line in the order they came. Nothing is added afterwards. Throws FileError.
  void each(const std::function<void(std::string_view line, std::optional<std::uint32_t> bin)>& take);

 private:
  std::string name_;  // for messages
  TemporaryFile file_;
  DescriptorWriter writer_;
  std::ostream stream_;
  PackedOutput buffered_;
};

}  // namespace pith::cli
