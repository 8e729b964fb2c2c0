#pragma once

#include <sys/stat.h>

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "cli/files/descriptor_stream.h"
#include "cli/files/temporary_file.h"

namespace pith::cli {

/// Where a result goes: a new file that appears whole or not at all, or an existing pipe, device or standard output.
class OutputFile {
 public:
  /// "-" is standard output. What leads to an open descriptor (/dev/stdout), a pipe or a device is written to, and
  /// never replaced. An existing regular file or block device is an error unless `overwrite`. Throws FileError.
  OutputFile(const std::string& path, bool overwrite);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws FileError, from any of its functions, when writing fails.
  std::ostream& stream() { return stream_; }

  /// True if the existing file that would be replaced, or written to, is the one described by `status`.
  bool replaces(const struct stat& status) const;

  /// True if the result becomes a file of its own. If not, who knows what becomes of it.
  bool makes_file() const { return temporary_ != nullptr; }

  bool is_terminal() const;

  /// Reads what was written so far, from its beginning. Nothing may be written afterwards. REQUIRES: makes_file().
  std::unique_ptr<std::streambuf> read_back();

  /// Puts the finished file in place, with the owner, mode and times of `like` where that is permitted.
  /// Without a call the file never appears. `to_disk`: returns when a power cut could not undo it, so that the input
  /// may go. Throws FileError.
  void commit(const std::optional<struct stat>& like, bool to_disk);

 private:
  void open_existing(const struct stat& status);
  void open_own(int number);
  void copy_attributes(const std::optional<struct stat>& like) const;

  std::string path_;
  bool overwrite_;
  std::optional<struct stat> existing_;
  std::unique_ptr<TemporaryFile> temporary_;  // null: written directly to descriptor_
  int descriptor_ = -1;
  std::unique_ptr<DescriptorWriter> buffer_;
  std::ostream stream_{nullptr};
};

}  // namespace pith::cli
