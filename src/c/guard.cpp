#include "c/guard.h"

namespace pith::c {
namespace {

pith_status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
      return PITH_ERROR_USAGE;
    case ErrorCode::kIo:
      return PITH_ERROR_IO;
    case ErrorCode::kNotPith:
      return PITH_ERROR_NOT_PITH;
    case ErrorCode::kVersion:
      return PITH_ERROR_VERSION;
    case ErrorCode::kTruncated:
      return PITH_ERROR_TRUNCATED;
    case ErrorCode::kDamaged:
      return PITH_ERROR_DAMAGED;
    case ErrorCode::kModel:
      return PITH_ERROR_MODEL;
    case ErrorCode::kInternal:
      break;
  }
  return PITH_ERROR_INTERNAL;
}

pith_status told(pith_error* error, pith_status status, const char* message) {
  if (error != nullptr) {
    const std::size_t length = std::min(std::strlen(message), sizeof error->message - 1);
    std::memcpy(error->message, message, length);
    error->message[length] = '\0';
  }
  return status;
}

}  // namespace

pith_status guarded(pith_error* error, const std::function<void()>& work) {
  try {
    work();
    return told(error, PITH_OK, "");
  } catch (const Error& fault) {
    return told(error, status_of(fault.code()), fault.what());
  } catch (const std::bad_alloc&) {
    return told(error, PITH_ERROR_MEMORY, "not enough memory");
  } catch (const std::exception& fault) {
    return told(error, PITH_ERROR_INTERNAL, fault.what());
  } catch (...) {
    return told(error, PITH_ERROR_INTERNAL, "an unknown exception");
  }
}

void require(const void* pointer, const char* what) {
  if (pointer == nullptr) throw Error(ErrorCode::kUsage, std::string(what) + " is null");
}

}  // namespace pith::c

const char* pith_status_name(pith_status status) {
  switch (status) {
    case PITH_OK:
      return "ok";
    case PITH_ERROR_USAGE:
      return "usage";
    case PITH_ERROR_IO:
      return "io";
    case PITH_ERROR_NOT_PITH:
      return "not pith";
    case PITH_ERROR_VERSION:
      return "version";
    case PITH_ERROR_TRUNCATED:
      return "truncated";
    case PITH_ERROR_DAMAGED:
      return "damaged";
    case PITH_ERROR_MODEL:
      return "model";
    case PITH_ERROR_INTERNAL:
      return "internal";
    case PITH_ERROR_MEMORY:
      return "memory";
  }
  return "unknown";
}
