#pragma once

#include <string>

#include "pith/error.h"

namespace pith::test {

inline std::string name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return "kUsage";
    case ErrorCode::kIo:
      return "kIo";
    case ErrorCode::kNotPith:
      return "kNotPith";
    case ErrorCode::kVersion:
      return "kVersion";
    case ErrorCode::kTruncated:
      return "kTruncated";
    case ErrorCode::kDamaged:
      return "kDamaged";
    case ErrorCode::kModel:
      return "kModel";
    case ErrorCode::kInternal:
      return "kInternal";
  }
  return "an unknown ErrorCode";
}

/// The name of the code of the Error that `action` throws, "no error" if it throws none.
template <typename Action>
std::string error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return name_of(error.code());
  }
  return "no error";
}

/// The message of the Error that `action` throws, empty if it throws none.
template <typename Action>
std::string message_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace pith::test
