#pragma once

#include <string>

namespace pith::cli {

/// A file that has no name yet, or where the file system wants one, a name of its own beside the place it is meant for.
/// Until it is put there it goes with this object or, without a name, with the process however that ends; a file with a
/// name is removed by the signals that end the process, but for SIGKILL and those of a crash.
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
  bool open_unnamed();
  void open_named();
  void link_to_destination(bool replace);
  void rename_to_destination(bool replace);
  int link_to(const std::string& path) const;
  void close();

  std::string destination_;
  std::string folder_;
  std::string path_;  // "" = without a name
  std::string own_;   // the name that the system gives the open file
  int descriptor_ = -1;
};

/// From now on the signals that end a process remove its temporary files first. A signal that the parent had ignored
/// stays so, but for SIGPIPE: a reader that left ends us quietly.
void remove_temporary_files_on_signals();

/// "FILE exists" as users read it.
std::string refused_overwrite();

}  // namespace pith::cli
