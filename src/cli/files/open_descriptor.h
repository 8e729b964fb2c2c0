#pragma once

#include <optional>
#include <string>

namespace pith::cli {

/// A name that the system gives to a file that a process has open: /dev/stdout, /dev/fd/3, /proc/self/fd/3.
struct OpenDescriptor {
  int number = -1;
  bool own = false;  ///< of this process
};

/// What `path` leads to, through whatever links, if that is such a name, open or not.
std::optional<OpenDescriptor> open_descriptor(std::string path);

}  // namespace pith::cli
