#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/files/descriptor_stream.h"

namespace pith::cli {

/// A file, or standard input, opened for reading.
class InputFile {
 public:
  /// "-" is standard input. Throws FileError: missing, not readable, a directory.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// Throws Error kUsage if this is standard input, a terminal, and not `force`: nobody types an archive.
  void refuse_terminal(bool force) const;

  /// Throws FileError, from any of its functions, when reading fails.
  std::istream& stream() { return stream_; }

  /// The next `count` bytes, fewer only where the file ends; they stay unread. REQUIRES: count <= 4096. Throws
  /// FileError.
  std::string_view ahead(std::size_t count) { return buffer_->ahead(count); }

  /// Takes the next `count` bytes, fewer only where the file ends. Throws FileError.
  std::string take(std::size_t count);

  /// take() from `offset` on. REQUIRES: a regular file.
  std::string take_from(std::uint64_t offset, std::size_t count);

  bool is_stdin() const { return path_ == "-"; }
  const struct stat& status() const { return status_; }

  /// Of a regular file; others do not know.
  std::optional<std::uint64_t> bytes() const;

  /// To be called when all has been read. Throws FileError if the file is not what it was when it was opened, or if
  /// less or more of it was read than it holds: what was read may be a mixture, or lack what was added.
  void require_unchanged() const;

  /// Deletes the file. REQUIRES: require_unchanged() has just returned. Throws FileError.
  void remove() const;

 private:
  bool read_whole() const;

  std::string path_;
  int descriptor_;
  struct stat status_ = {};
  std::int64_t start_ = 0;  // where standard input stood
  std::unique_ptr<DescriptorReader> buffer_;
  std::istream stream_{nullptr};
};

/// The name that messages use: "(stdin)" for "-".
std::string display_name(const std::string& path);

}  // namespace pith::cli
