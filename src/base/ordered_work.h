#pragma once

#include <cassert>
#include <cstddef>
#include <deque>
#include <future>
#include <utility>

#include "base/progress.h"

namespace pith {

/// How many threads the option `threads` asks for: 0 stands for one per core. Throws Error kUsage for a negative
/// number.
std::size_t worker_count(int threads);

/// Runs tasks on several threads and gives their results back in the order in which the tasks were started.
/// Invariant: at most `workers` tasks are in flight, so that is how many inputs and results exist at once.
template <typename Result>
class OrderedWork {
 public:
  /// With one worker, tasks run on the caller's thread, inside take(). REQUIRES: workers >= 1.
  OrderedWork(std::size_t workers, Progress& progress) : workers_(workers), progress_(progress) {
    assert(workers >= 1);
  }

  /// Cancels what is still in flight and waits until it has stopped.
  ~OrderedWork() { progress_.cancel(); }

  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  bool empty() const { return in_flight_.empty(); }
  std::size_t in_flight() const { return in_flight_.size(); }
  bool full() const { return in_flight_.size() == workers_; }

  /// REQUIRES: !full().
  template <typename Task>
  void start(Task task) {
    assert(!full());
    // Where no further thread can be had, the task is deferred to take().
    const auto policy = workers_ == 1 ? std::launch::deferred : std::launch::async | std::launch::deferred;
    in_flight_.push_back(std::async(policy, std::move(task)));
  }

  /// Waits for the oldest task; rethrows what it threw. REQUIRES: !empty().
  Result take() {
    assert(!empty());
    std::future<Result> oldest = std::move(in_flight_.front());
    in_flight_.pop_front();
    return oldest.get();
  }

 private:
  std::size_t workers_;
  Progress& progress_;
  std::deque<std::future<Result>> in_flight_;
};

}  // namespace pith
