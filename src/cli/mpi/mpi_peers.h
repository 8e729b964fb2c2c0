#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/train_peers.h"

namespace pith::cli {

/// The processes that mpirun started. One of these lives in a process, from its begin to its end.
class MpiPeers : public TrainingPeers {
 public:
  MpiPeers(int& argc, char**& argv);
  ~MpiPeers() override;

  std::size_t rank() const override { return rank_; }
  std::size_t size() const override { return size_; }
  std::vector<std::vector<std::uint8_t>> exchange(const std::vector<std::uint8_t>& mine) override;

  /// Ends all processes at once.
  [[noreturn]] void abort(int exit_code) const;

 private:
  std::size_t rank_ = 0;
  std::size_t size_ = 1;
};

}  // namespace pith::cli
