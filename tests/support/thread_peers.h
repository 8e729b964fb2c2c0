#pragma once

#include <barrier>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/train_peers.h"

namespace pith::test {

/// Where threads of this process meet as the ranks of a training.
struct Meeting {
  explicit Meeting(std::size_t size) : given(size), barrier(static_cast<std::ptrdiff_t>(size)) {}

  std::vector<std::vector<std::uint8_t>> given;
  std::barrier<> barrier;
};

class ThreadPeers : public TrainingPeers {
 public:
  ThreadPeers(Meeting& meeting, std::size_t rank) : meeting_(meeting), rank_(rank) {}

  std::size_t rank() const override { return rank_; }
  std::size_t size() const override { return meeting_.given.size(); }
  std::vector<std::vector<std::uint8_t>> exchange(const std::vector<std::uint8_t>& mine) override {
    meeting_.given[rank_] = mine;
    meeting_.barrier.arrive_and_wait();
    std::vector<std::vector<std::uint8_t>> all = meeting_.given;
    meeting_.barrier.arrive_and_wait();
    return all;
  }

 private:
  Meeting& meeting_;
  std::size_t rank_;
};

}  // namespace pith::test
