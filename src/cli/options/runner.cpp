#include "cli/options/runner.h"

#include <string>

#include "pith/error.h"

namespace pith::cli {

void with_usage_hint(const CommandText& command, const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kUsage) throw;
    throw Error(ErrorCode::kUsage, std::string(error.what()) + "; see 'pith " + command.name + " --help'");
  }
}

}  // namespace pith::cli
