#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#if defined(__EMSCRIPTEN__)
/// Told of each step where there is no other thread that could look at how much is done. src/web defines it.
extern "C" void pith_step_done(std::size_t bytes);
#endif

namespace pith {

/// Thrown inside a worker whose result nobody waits for any more. Never leaves the library.
class Cancelled {};

/// What the workers of one run share: how much is done, and whether to go on.
class Progress {
 public:
  /// Work comes in steps of at most this many bytes of text between two calls of advance().
  static constexpr std::size_t kStepBytes = 4096;

  /// `bytes_done` may be null and outlives this.
  explicit Progress(std::atomic<std::uint64_t>* bytes_done) : bytes_done_(bytes_done) {}

  /// Throws Cancelled after cancel().
  void advance(std::size_t bytes) {
    if (cancelled_.load(std::memory_order_relaxed)) {
      throw Cancelled();
    }
    if (bytes_done_ != nullptr) {
      bytes_done_->fetch_add(bytes, std::memory_order_relaxed);
    }
#if defined(__EMSCRIPTEN__)
    pith_step_done(bytes);
#endif
  }

  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t>* bytes_done_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace pith
