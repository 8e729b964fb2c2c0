#pragma once

#include <stdexcept>
#include <string>

#include "pith/export.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// What went wrong, so that a caller can react without reading the message.
enum class ErrorCode {
  kUsage,      ///< an option or a combination of options that makes no sense
  kIo,         ///< reading or writing failed: missing file, no permission, full disk
  kNotPith,    ///< the bytes do not begin with the magic of an archive or of a model file
  kVersion,    ///< written by a newer pith, in a format this build does not read
  kTruncated,  ///< the archive ends before its last block does, or the model file before its last section
  kDamaged,    ///< a field is out of range, or the restored text or the model file fails its check
  kModel,      ///< the model that is named, or that the archive needs, is not at hand
  kInternal,   ///< an invariant of this library failed; always a bug
};

/// The only exception that leaves the library, std::bad_alloc aside. `what()` names the thing and the remedy in one
/// line, without a trailing full stop or newline.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

  ErrorCode code() const { return code_; }

 private:
  ErrorCode code_;
};

}  // namespace pith
