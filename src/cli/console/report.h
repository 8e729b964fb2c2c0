#pragma once

#include <functional>
#include <string>

namespace pith::cli {

/// What the user hears on stderr, and the exit code that sums it up.
class Report {
 public:
  /// `verbosity`: 0 as usual; each -v adds one, each -q takes one. -1 silences warnings, -2 errors too.
  explicit Report(int verbosity = 0) : verbosity_(verbosity) {}

  /// The words after "out of memory" when an allocation fails: what is needed and what to do.
  void set_memory_advice(const std::string& advice) { memory_advice_ = advice; }

  int verbosity() const { return verbosity_; }

  /// A line for users who asked for more with -v.
  void note(const std::string& text) const;

  /// A line for all but those who asked for quiet with -q; the exit code stays.
  void notice(const std::string& text) const;

  /// Runs `work` on the file `name` ("" = no file). What it throws becomes one line and part of the exit code.
  void guard(const std::string& name, const std::function<void()>& work);

  /// 1 after any error, else 2 after any warning, else 0.
  int exit_code() const { return failed_ ? 1 : warned_ ? 2 : 0; }

 private:
  void error(const std::string& name, const std::string& message);
  void warning(const std::string& name, const std::string& message);

  int verbosity_;
  std::string memory_advice_;
  bool failed_ = false;
  bool warned_ = false;
};

/// Advice for set_memory_advice: the need of one thread and the options that lower it.
std::string memory_advice(long long bytes_per_thread, int threads, bool level_can_change);

}  // namespace pith::cli
