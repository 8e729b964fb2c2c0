#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <exception>
#include <functional>
#include <new>
#include <string>

#include "pith/error.h"
#include "pith/pith.h"

namespace pith::c {

/// Does `work`, and turns what it throws into a status and a message.
pith_status guarded(pith_error* error, const std::function<void()>& work);

/// Throws Error kUsage, naming `what`, if `pointer` is null.
void require(const void* pointer, const char* what);

/// What a caller set of a struct of options that begins with its size, over what `defaults` are; null sets nothing. A
/// caller's struct may be shorter than ours, and longer if what it has more is zero. Throws Error kUsage.
template <typename Options>
Options options_or(const Options* given, Options defaults) {
  if (given == nullptr) return defaults;
  const std::size_t bytes = given->struct_bytes;
  if (bytes < sizeof bytes) throw Error(ErrorCode::kUsage, "options must begin with their size: use the INIT macro");
  const auto* raw = reinterpret_cast<const unsigned char*>(given);
  if (bytes > sizeof(Options) &&
      std::any_of(raw + sizeof(Options), raw + bytes, [](unsigned char b) { return b != 0; })) {
    throw Error(ErrorCode::kUsage, "these options ask for what this older libpith does not know");
  }
  std::memcpy(static_cast<void*>(&defaults), raw, std::min(bytes, sizeof(Options)));
  return defaults;
}

}  // namespace pith::c
