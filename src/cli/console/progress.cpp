#include "cli/console/progress.h"

#include <semaphore.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <system_error>

#include "cli/console/print.h"
#include "cli/files/signals_blocked.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr long kRenewalNanoseconds = 200'000'000;
constexpr const char* kClearLine = "\r\x1b[K";

/// What the present line waits for. A signal handler can reach nothing but globals, and of what wakes a thread it may
/// use nothing but this.
struct Bell {
  sem_t rung;
  std::atomic<bool> asked = false;

  Bell() { ::sem_init(&rung, 0, 0); }
};

Bell bell;

extern "C" void ask(int) {
  const int error = errno;
  bell.asked = true;
  ::sem_post(&bell.rung);
  errno = error;
}

std::size_t terminal_columns() {
  winsize size = {};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::string millions(std::uint64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, 1); }

/// `name` cut in front to at most `columns` code points.
std::string shortened(const std::string& name, std::size_t columns) {
  std::string kept = name;
  if (width(kept) <= columns) return kept;
  while (!kept.empty() && width(kept) >= columns) kept.erase(0, 1);
  while (!kept.empty() && (static_cast<unsigned char>(kept[0]) & 0xC0) == 0x80) kept.erase(0, 1);
  return "…" + kept;
}

}  // namespace

Progress::Progress(const std::string& name, std::optional<std::uint64_t> total_bytes, bool quiet, std::uint64_t passes)
    : name_(printable(name)),
      total_bytes_(total_bytes),
      passes_(std::max<std::uint64_t>(passes, 1)),
      visible_(visible(quiet)) {
  const SignalsBlocked blocked;  // the main thread is the one that signals interrupt
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {  // the work can be done without being told of
  }
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  finished_ = true;
  ::sem_post(&bell.rung);
  thread_.join();
}

bool Progress::visible(bool quiet) { return !quiet && isatty(STDERR_FILENO); }

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::tell_on_signal() {
  struct sigaction action = {};
  action.sa_handler = ask;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGUSR1, &action, nullptr);
}

void Progress::run() {
  const std::string begin = visible_ ? kClearLine : "";
  bool shown = false;
  while (::sem_trywait(&bell.rung) == 0) continue;  // rung for the line before
  while (wait()) {
    const bool asked = bell.asked.exchange(false);
    if (!visible_ && !asked) continue;
    print_to_stderr(begin + line() + (asked ? "\n" : ""));
    shown = !asked;
  }
  if (shown) print_to_stderr(kClearLine);
}

/// Until the line is due. False when the work is finished.
bool Progress::wait() const {
  timespec until = {};
  ::clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += kRenewalNanoseconds;
  until.tv_sec += until.tv_nsec / 1'000'000'000;
  until.tv_nsec %= 1'000'000'000;
  while (!finished_ && !bell.asked) {
    const int failed = visible_ ? ::sem_timedwait(&bell.rung, &until) : ::sem_wait(&bell.rung);
    if (failed != 0 && errno == ETIMEDOUT) break;
  }
  return !finished_;
}

std::string Progress::line() const {
  const std::uint64_t done = done_ / passes_;
  const double bytes_per_second = ratio(static_cast<double>(done), seconds()).value_or(0);
  std::string facts;
  if (total_bytes_ && *total_bytes_ > 0) {
    const std::uint64_t bounded = std::min(done, *total_bytes_);
    const double percent = 100 * static_cast<double>(bounded) / static_cast<double>(*total_bytes_);
    facts = "  " + fixed(percent, 0) + " %  " + millions(done) + " of " + millions(*total_bytes_) + " MB";
    facts += "  " + speed_text(bytes_per_second);
    if (done > 0) facts += "  " + clock_time(static_cast<double>(*total_bytes_ - bounded) / bytes_per_second) + " left";
  } else if (total_bytes_) {
    facts = "  " + clock_time(seconds());
  } else {
    facts = "  " + millions(done) + " MB  " + speed_text(bytes_per_second);
  }
  const std::size_t columns = terminal_columns();
  const std::size_t room = columns > facts.size() + 9 ? columns - facts.size() - 1 : 8;
  return shortened(name_, room) + facts;
}

}  // namespace pith::cli
