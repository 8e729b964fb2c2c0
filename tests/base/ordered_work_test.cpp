#include "base/ordered_work.h"

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "support/errors.h"

namespace pith {

namespace {

std::string error_taking(OrderedWork<int>& work) {
  return test::error_of([&] { work.take(); });
}

}  // namespace

TEST_CASE("results come in the order of their tasks, for any number of workers") {
  for (const std::size_t workers : {1U, 2U, 3U, 8U}) {
    Progress progress(nullptr);
    OrderedWork<int> work(workers, progress);
    std::vector<int> results;
    for (int i = 0; i < 50; ++i) {
      if (work.full()) {
        results.push_back(work.take());
      }
      work.start([i] {
        std::this_thread::sleep_for(std::chrono::microseconds((i * 7919) % 500));
        return i;
      });
    }
    while (!work.empty()) {
      results.push_back(work.take());
    }
    REQUIRE(results.size() == 50);
    for (int i = 0; i < 50; ++i) {
      CHECK(results[static_cast<std::size_t>(i)] == i);
    }
  }
}

TEST_CASE("as many tasks are in flight as there are workers") {
  Progress progress(nullptr);
  OrderedWork<int> work(3, progress);
  CHECK(work.empty());
  for (int i = 0; i < 3; ++i) {
    CHECK(!work.full());
    work.start([] { return 0; });
  }
  CHECK(work.full());
  work.take();
  CHECK(!work.full());
}

TEST_CASE("two workers work at the same time") {
  Progress progress(nullptr);
  OrderedWork<bool> work(2, progress);
  std::atomic<int> arrived = 0;
  const auto meet = [&arrived] {
    ++arrived;
    for (int i = 0; i < 10000 && arrived < 2; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return arrived == 2;
  };
  work.start(meet);
  work.start(meet);
  CHECK(work.take());
  CHECK(work.take());
}

TEST_CASE("one worker is the caller's own thread") {
  Progress progress(nullptr);
  OrderedWork<std::thread::id> work(1, progress);
  work.start([] { return std::this_thread::get_id(); });
  CHECK(work.take() == std::this_thread::get_id());
}

TEST_CASE("what a task throws reaches the caller, in its turn") {
  const auto fail = []() -> int { throw Error(ErrorCode::kDamaged, "so it is"); };
  for (const std::size_t workers : {1U, 2U}) {
    Progress progress(nullptr);
    OrderedWork<int> work(workers, progress);
    work.start(fail);
    CHECK(error_taking(work) == "kDamaged");
    work.start([] { return 5; });
    CHECK(work.take() == 5);
  }
}

TEST_CASE("tasks may own what cannot be copied") {
  Progress progress(nullptr);
  OrderedWork<std::unique_ptr<int>> work(2, progress);
  work.start([number = std::make_unique<int>(9)]() mutable { return std::move(number); });
  CHECK(*work.take() == 9);
}

TEST_CASE("work that nobody waits for any more stops at its next step") {
  std::atomic<std::uint64_t> done = 0;
  std::atomic<bool> stopped = false;
  Progress progress(&done);
  const auto work_on = [&]() -> int {
    try {
      while (true) {
        progress.advance(1);
      }
    } catch (const Cancelled&) {
      stopped = true;
      throw;
    }
  };
  {
    OrderedWork<int> work(2, progress);
    work.start(work_on);
    while (done == 0) {
      std::this_thread::yield();
    }
  }
  CHECK(stopped);
}

TEST_CASE("progress adds up, and may go unwatched") {
  std::atomic<std::uint64_t> done = 10;
  Progress watched(&done);
  watched.advance(5);
  watched.advance(0);
  CHECK(done == 15);
  Progress unwatched(nullptr);
  unwatched.advance(5);
  unwatched.cancel();
  CHECK_THROWS_AS(unwatched.advance(5), Cancelled);
}

TEST_CASE("no threads asked for means one per core, a negative number nothing") {
  CHECK(worker_count(0) >= 1);
  CHECK(worker_count(1) == 1);
  CHECK(worker_count(7) == 7);
  CHECK(test::error_of([] { worker_count(-1); }) == "kUsage");
}

}  // namespace pith
