#pragma once

#include <stdexcept>
#include <string>

#include "pith/error.h"

namespace pith::cli {

/// An Error whose message already begins with the name of the file it is about.
class FileError : public Error {
 public:
  FileError(const std::string& name, const std::string& message) : Error(ErrorCode::kIo, name + ": " + message) {}
};

/// A file that was left alone on purpose; the others go on and the exit code is 2.
class Skipped : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "cannot VERB: " and the meaning of `error_number`, with a remedy where there is a usual one.
std::string system_message(const std::string& verb, int error_number);

}  // namespace pith::cli
