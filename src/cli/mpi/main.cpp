#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include "cli/console/print.h"
#include "cli/console/report.h"
#include "cli/files/temporary_file.h"
#include "cli/mpi/mpi_peers.h"
#include "cli/options/command.h"
#include "cli/options/dispatch.h"
#include "pith/version.h"

namespace pith::cli {
namespace {

constexpr const char* kUsage =
    "Usage: mpirun -n RANKS pith-mpi train -o MODEL [OPTION]... CORPUS...\n\n"
    "The same as 'pith train', on several processes: 'pith help train' explains its options. All ranks\n"
    "read the same files. Without --time the model is the same for any number of ranks.\n";

constexpr auto kFirstSpeaks = std::chrono::milliseconds(500);

/// Holds back what a rank other than the first says: most often the first says the same.
class HeldMessages {
 public:
  explicit HeldMessages(std::size_t rank) : rank_(rank) {
    if (rank == 0) return;
    file_ = std::tmpfile();
    if (file_ == nullptr) return;
    stderr_ = ::dup(STDERR_FILENO);
    ::dup2(::fileno(file_), STDERR_FILENO);
  }

  /// Says it after all, after a while in which the first may have ended the job.
  void tell() const {
    if (file_ == nullptr) return;
    std::this_thread::sleep_for(kFirstSpeaks);
    std::string text = "rank " + std::to_string(rank_) + ": ";
    std::rewind(file_);
    for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) text += static_cast<char>(c);
    ::dup2(stderr_, STDERR_FILENO);
    print_to_stderr(text);
  }

 private:
  std::size_t rank_;
  std::FILE* file_ = nullptr;
  int stderr_ = -1;
};

int run(MpiPeers& peers, const Arguments& arguments) {
  if (arguments.size() == 1 && arguments.front() == "--version") {
    if (peers.rank() == 0) print_to_stdout(std::string("pith-mpi ") + version() + "\n");
    return 0;
  }
  if (arguments.empty() || arguments.front() != "train") {
    const bool asked = arguments.size() == 1 && (arguments.front() == "--help" || arguments.front() == "-h");
    if (peers.rank() == 0) asked ? print_to_stdout(kUsage) : print_to_stderr(kUsage);
    return asked ? 0 : 1;
  }
  const Command command = train_command(&peers);
  Report report;
  int exit_code = 0;
  report.guard("", [&] { exit_code = command.run(Arguments(arguments.begin() + 1, arguments.end())); });
  return report.exit_code() != 0 ? report.exit_code() : exit_code;
}

}  // namespace
}  // namespace pith::cli

int main(int argc, char** argv) {
  using namespace pith::cli;
  MpiPeers peers(argc, argv);
  const HeldMessages held(peers.rank());
  remove_temporary_files_on_signals();
  const int exit_code = run(peers, Arguments(argv + std::min(argc, 1), argv + argc));
  if (exit_code != 0 && peers.size() > 1) {
    held.tell();
    peers.abort(exit_code);
  }
  return exit_code;
}
