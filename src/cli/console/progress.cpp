#include "cli/console/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "cli/console/print.h"
#include "cli/files/signals_blocked.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr auto kRenewal = std::chrono::milliseconds(200);
constexpr const char* kClearLine = "\r\x1b[K";

std::size_t terminal_columns() {
  winsize size = {};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::string megabytes(std::uint64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, 1); }

/// `name` cut in front to at most `columns` code points.
std::string shortened(const std::string& name, std::size_t columns) {
  std::string kept = name;
  if (width(kept) <= columns) return kept;
  while (!kept.empty() && width(kept) >= columns) kept.erase(0, 1);
  while (!kept.empty() && (static_cast<unsigned char>(kept[0]) & 0xC0) == 0x80) kept.erase(0, 1);
  return "…" + kept;
}

}  // namespace

Progress::Progress(const std::string& name, std::optional<std::uint64_t> total_bytes, bool quiet)
    : name_(printable(name)), total_bytes_(total_bytes) {
  if (!visible(quiet)) return;
  const SignalsBlocked blocked;  // the main thread is the one that signals interrupt
  thread_ = std::thread([this] { run(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  finished_changed_.notify_one();
  thread_.join();
}

bool Progress::visible(bool quiet) { return !quiet && isatty(STDERR_FILENO); }

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::run() {
  std::unique_lock lock(mutex_);
  bool shown = false;
  while (!finished_changed_.wait_for(lock, kRenewal, [this] { return finished_; })) {
    print_to_stderr(kClearLine + line());
    shown = true;
  }
  if (shown) print_to_stderr(kClearLine);
}

std::string Progress::line() const {
  const std::uint64_t done = done_;
  const double bytes_per_second = ratio(static_cast<double>(done), seconds());
  std::string facts;
  if (total_bytes_ && *total_bytes_ > 0) {
    const std::uint64_t bounded = std::min(done, *total_bytes_);
    const double percent = 100 * ratio(static_cast<double>(bounded), static_cast<double>(*total_bytes_));
    facts = "  " + fixed(percent, 0) + " %  " + megabytes(done) + " of " + megabytes(*total_bytes_) + " MB";
    facts += "  " + fixed(bytes_per_second / 1e6, 2) + " MB/s";
    if (done > 0) facts += "  " + clock_time(static_cast<double>(*total_bytes_ - bounded) / bytes_per_second) + " left";
  } else {
    facts = "  " + megabytes(done) + " MB  " + fixed(bytes_per_second / 1e6, 2) + " MB/s";
  }
  const std::size_t columns = terminal_columns();
  const std::size_t room = columns > facts.size() + 9 ? columns - facts.size() - 1 : 8;
  return shortened(name_, room) + facts;
}

}  // namespace pith::cli
