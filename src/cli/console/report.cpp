#include "cli/console/report.h"

#include <exception>
#include <filesystem>
#include <new>
#include <system_error>

#include "cli/console/print.h"
#include "cli/files/file_error.h"
#include "cli/formatting/text.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

/// Some messages begin with the name already.
std::string line(const std::string& name, const std::string& message) {
  const std::string begin = name.empty() || message.starts_with(name + ": ") ? "" : name + ": ";
  return printable("pith: " + begin + message) + "\n";
}

}  // namespace

void Report::note(const std::string& text) const {
  if (verbosity_ > 0) print_to_stderr(printable(text) + "\n");
}

void Report::notice(const std::string& text) const {
  if (verbosity_ > -1) print_to_stderr(line("", text));
}

void Report::guard(const std::string& name, const std::function<void()>& work) {
  try {
    work();
  } catch (const Skipped& skipped) {
    warning(name, skipped.what());
  } catch (const FileError& file_error) {
    error("", file_error.what());
  } catch (const Error& library_error) {
    error(name, library_error.what());
  } catch (const std::bad_alloc&) {
    error(name, "out of memory" + memory_advice_);
  } catch (const std::filesystem::filesystem_error& fault) {
    error("", fault.path1().string() + ": " + system_message("use", fault.code().value()));
  } catch (const std::system_error& refused) {
    error(name, std::string("the system refuses a thread: ") + refused.what() + "; use fewer, such as -T1");
  } catch (const std::exception& unforeseen) {
    error(name, std::string("internal error, please report it: ") + unforeseen.what());
  }
}

void Report::error(const std::string& name, const std::string& message) {
  failed_ = true;
  if (verbosity_ > -2) print_to_stderr(line(name, message));
}

void Report::warning(const std::string& name, const std::string& message) {
  warned_ = true;
  if (verbosity_ > -1) print_to_stderr(line(name, message));
}

std::string memory_advice(long long bytes_per_thread, int threads, bool level_can_change) {
  std::string advice = ": one thread needs up to " + megabytes(static_cast<std::uint64_t>(bytes_per_thread));
  if (level_can_change) advice += "; use a lower level, such as -1";
  if (threads != 1) advice += level_can_change ? ", or fewer threads, such as -T1" : "; use fewer threads, such as -T1";
  return advice;
}

}  // namespace pith::cli
