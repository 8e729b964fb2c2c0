#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace pith {

/// The content of a regular file, read-only, in memory that is read when it is first touched and shared with every
/// other process that maps the file. The first byte lies at the beginning of a page.
class MappedFile {
 public:
  MappedFile() = default;

  /// Throws Error kIo: missing, no permission, not a regular file, longer than `limit`.
  MappedFile(const std::string& path, std::uint64_t limit);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  ByteView bytes() const { return {static_cast<const std::uint8_t*>(data_), size_}; }

 private:
  void* data_ = nullptr;  // null if the file is empty
  std::size_t size_ = 0;
};

}  // namespace pith
