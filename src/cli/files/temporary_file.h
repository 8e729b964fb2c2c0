#pragma once

#include <string>

namespace pith::cli {

/// A file under a name of its own beside the place it is meant for. Until it is moved there it is removed by the
/// destructor, or by a signal that ends the process. At most one exists at a time.
class TemporaryFile {
 public:
  /// Created empty, with mode 0600, in the folder of `destination`. Throws FileError.
  explicit TemporaryFile(const std::string& destination);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  int descriptor() const { return descriptor_; }

  /// Returns when the bytes have reached the disk. Throws FileError.
  void sync() const;

  /// Closes the file and gives it the destination's name. An existing file of that name is replaced if `replace`, else
  /// kept and reported. Throws FileError.
  void move_to_destination(bool replace);

  /// After the move: returns when the new name has reached the disk too, where the file system can tell.
  void sync_name() const;

 private:
  void rename_to_destination(bool replace);

  std::string destination_;
  std::string folder_;
  std::string path_;
  int descriptor_ = -1;
};

/// From now on SIGINT, SIGTERM, SIGHUP, SIGPIPE and SIGXCPU remove the temporary file before they end the
/// process. A signal that the parent had ignored stays so, but for SIGPIPE: a reader that left ends us quietly.
void remove_temporary_files_on_signals();

/// "FILE exists" as users read it.
std::string refused_overwrite();

}  // namespace pith::cli
