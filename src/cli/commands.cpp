#include <vector>

#include "cli/options/command.h"

namespace pith::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      compress_command(), decompress_command(), test_command(),    list_command(),
      estimate_command(), measure_command(),    analyze_command(), train_command(),
      merge_command(),    sample_command(),     info_command(),    help_command(),
  };
  return table;
}

}  // namespace pith::cli
