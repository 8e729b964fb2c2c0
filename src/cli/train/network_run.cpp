#include "cli/train/network_run.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <iterator>

#include "cli/console/print.h"
#include "cli/files/farewell.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/open_descriptor.h"
#include "cli/files/output_file.h"
#include "cli/formatting/text.h"
#include "cli/train/written_files.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

constexpr const char* kLogHead = "seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second\n";

bool exists(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0;
}

/// Of a regular file: a device may have no end.
std::vector<std::uint8_t> bytes_of(const std::string& path) {
  InputFile file(path);
  if (!S_ISREG(file.status().st_mode)) {
    throw Error(ErrorCode::kIo, printable(path) + ": is not a regular file; name one");
  }
  return {std::istreambuf_iterator<char>(file.stream()), {}};
}

}  // namespace

NetworkRun::NetworkRun(const TrainCommandOptions& options)
    : options_(options),
      checkpoint_path_(checkpoint_of(options)),
      farewell_("\npith: interrupted; " + printable(checkpoint_path_) +
                " has the network so far: go on from it with the same command and --resume\n") {
  if (options.resume) {
    start_name_ = checkpoint_path_;
    start_ = bytes_of(checkpoint_path_);
    if (options.verbosity > -1) set_farewell(farewell_.c_str());
  } else if (options.training_seconds > 0 && exists(checkpoint_path_) && !options.force) {
    throw Error(ErrorCode::kUsage, printable(checkpoint_path_) +
                                       " is what an interrupted training left; go on from it with --resume, or begin "
                                       "anew with -f");
  }
  if (!options.network.empty()) {
    start_name_ = options.network;
    start_ = bytes_of(options.network);
  }
  if (!options.log.empty() && options.is_first() && !options.force && !goes_on_with_log() &&
      !open_descriptor(options.log)) {
    struct stat status = {};
    if (::stat(options.log.c_str(), &status) == 0 && (S_ISREG(status.st_mode) || S_ISBLK(status.st_mode))) {
      throw FileError(options.log, refused_overwrite());
    }
  }
}

NetworkRun::~NetworkRun() { set_farewell(nullptr); }

NetworkOptions NetworkRun::network_options() {
  if (!options_.log.empty() && options_.is_first()) begin_log();
  NetworkOptions network;
  network.units = options_.units;
  network.seconds = options_.training_seconds;
  network.start = start_;
  network.start_name = printable(start_name_);
  network.resume = options_.resume;
  network.rounds.local_steps = options_.local_steps;
  network.rounds.bits = options_.change_bits;
  if (!options_.is_first()) return network;
  network.on_progress = [this](const NetworkProgress& progress) { show(progress); };
  network.on_checkpoint = [this](const std::vector<std::uint8_t>& checkpoint) { save(checkpoint); };
  return network;
}

void NetworkRun::remove_checkpoint() const {
  if (options_.training_seconds > 0) std::remove(checkpoint_path_.c_str());
}

/// A log that is gone on with keeps its rows.
bool NetworkRun::goes_on_with_log() const { return options_.resume && exists(options_.log); }

void NetworkRun::begin_log() {
  const bool goes_on = goes_on_with_log();
  const bool opened = open_descriptor(options_.log).has_value();
  log_.open(options_.log, goes_on || opened ? std::ios::app : std::ios::trunc);
  if (!goes_on) log_ << kLogHead << std::flush;
  if (!log_) throw FileError(options_.log, system_message("write", errno));
}

void NetworkRun::show(const NetworkProgress& progress) {
  if (log_.is_open()) {
    log_ << fixed(progress.seconds, 0) << ',' << progress.bytes << ',' << fixed(progress.rate, 6) << ','
         << fixed(progress.train_bits_per_byte, 4) << ',' << fixed(progress.valid_bits_per_byte, 4) << ','
         << fixed(progress.bytes_per_second, 0) << '\n'
         << std::flush;
    if (!log_) throw FileError(options_.log, system_message("write", errno));
  }
  if (options_.quiet()) return;
  print_to_stderr("  " + clock_time(progress.seconds) + ", " + fixed(static_cast<double>(progress.bytes) / 1e6, 1) +
                  " MB, " + fixed(progress.bytes_per_second / 1e3, 1) + " KB/s, bits/byte " +
                  fixed(progress.train_bits_per_byte, 3) + ", of unseen text " +
                  fixed(progress.valid_bits_per_byte, 3) + ", " + clock_time(progress.seconds_left) + " left\n");
}

/// Whole or not at all, so that a full disk or a kill leaves the checkpoint before.
void NetworkRun::save(const std::vector<std::uint8_t>& checkpoint) const {
  OutputFile file(checkpoint_path_, true);
  file.stream().write(reinterpret_cast<const char*>(checkpoint.data()),
                      static_cast<std::streamsize>(checkpoint.size()));
  file.commit(std::nullopt, false);
  if (options_.verbosity > -1) set_farewell(farewell_.c_str());
}

}  // namespace pith::cli
