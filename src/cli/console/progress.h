#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

namespace pith::cli {

/// One line on the terminal that tells how far a file has come, renewed five times a second while this lives, and
/// cleared at its end. Where stderr is not a terminal it counts, and tells when it is asked to by a signal.
class Progress {
 public:
  /// `total_bytes`: the whole text, if its size is known. It is gone through `passes` times, which the counter adds up.
  Progress(const std::string& name, std::optional<std::uint64_t> total_bytes, bool quiet, std::uint64_t passes = 1);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// True if a line would be shown, so that finding out the total is worth while.
  static bool visible(bool quiet);

  /// From now on SIGUSR1 asks: it prints one line of how far it is, as dd and xz do, and never ends the process.
  static void tell_on_signal();

  std::atomic<std::uint64_t>* counter() { return &done_; }
  double seconds() const;

 private:
  void run();
  bool wait() const;
  std::string line() const;

  std::string name_;
  std::optional<std::uint64_t> total_bytes_;
  std::uint64_t passes_;
  bool visible_;
  std::atomic<std::uint64_t> done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<bool> finished_ = false;
  std::thread thread_;
};

}  // namespace pith::cli
