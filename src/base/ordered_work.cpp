#include "base/ordered_work.h"

#include <algorithm>
#include <string>
#include <thread>

#include "pith/error.h"

namespace pith {

std::size_t worker_count(int threads) {
  if (threads < 0) {
    throw Error(ErrorCode::kUsage,
                std::to_string(threads) + " threads make no sense; choose 1 or more, or 0 for one per core");
  }
  return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : static_cast<std::size_t>(threads);
}

}  // namespace pith
