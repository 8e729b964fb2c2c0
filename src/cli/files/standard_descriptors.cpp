#include "cli/files/standard_descriptors.h"

#include <fcntl.h>
#include <unistd.h>

namespace pith::cli {

void occupy_closed_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest number that is free, which is this one. Reading fails as it would have, and so does writing.
    [[maybe_unused]] const int opened = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace pith::cli
