#pragma once

#include <string>
#include <system_error>

namespace pith {

/// ": No space left on device" for an errno, nothing for 0.
inline std::string system_message(int error_number) {
  return error_number == 0 ? std::string() : ": " + std::generic_category().message(error_number);
}

}  // namespace pith
