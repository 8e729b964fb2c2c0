#include "cli/mpi/mpi_peers.h"

#include <mpi.h>

#include <algorithm>
#include <cstdlib>

namespace pith::cli {
namespace {

constexpr std::uint64_t kMostAtOnce = std::uint64_t{1} << 30;  // MPI counts in int

}  // namespace

MpiPeers::MpiPeers(int& argc, char**& argv) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);  // errors end the job: MPI_ERRORS_ARE_FATAL
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  rank_ = static_cast<std::size_t>(rank);
  size_ = static_cast<std::size_t>(size);
}

MpiPeers::~MpiPeers() { MPI_Finalize(); }

std::vector<std::vector<std::uint8_t>> MpiPeers::exchange(const std::vector<std::uint8_t>& mine) {
  const std::uint64_t bytes = mine.size();
  std::vector<std::uint64_t> sizes(size_);
  MPI_Allgather(&bytes, 1, MPI_UINT64_T, sizes.data(), 1, MPI_UINT64_T, MPI_COMM_WORLD);
  std::vector<std::vector<std::uint8_t>> all(size_);
  for (std::size_t rank = 0; rank < size_; ++rank) {
    if (rank == rank_) {
      all[rank] = mine;
    } else {
      all[rank].resize(sizes[rank]);
    }
    for (std::uint64_t at = 0; at < sizes[rank]; at += kMostAtOnce) {
      const auto count = static_cast<int>(std::min(kMostAtOnce, sizes[rank] - at));
      MPI_Bcast(all[rank].data() + at, count, MPI_UINT8_T, static_cast<int>(rank), MPI_COMM_WORLD);
    }
  }
  return all;
}

void MpiPeers::abort(int exit_code) const {
  MPI_Abort(MPI_COMM_WORLD, exit_code);
  std::abort();
}

}  // namespace pith::cli
