#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "pith/codec.h"
#include "pith/error.h"

/// The one entry of a fuzz target; libFuzzer and the replay of seeds call it alike.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace pith::fuzz {

/// Longer texts cost time and reach nothing new.
inline constexpr std::size_t kMaxTextBytes = 256;

/// An input split by a target: the options its first bytes choose, then the text.
struct Case {
  int level = kDefaultLevel;
  std::size_t position = 0;  ///< a place to do harm, to be taken modulo a length
  std::string text;
};

/// The first byte chooses the level, the next two the position, up to kMaxTextBytes that follow are the text.
inline Case case_of(const std::uint8_t* data, std::size_t size) {
  const auto byte_or_zero = [=](std::size_t i) { return i < size ? std::size_t{data[i]} : 0; };
  Case result;
  result.level = kMinLevel + static_cast<int>(byte_or_zero(0) % (kMaxLevel - kMinLevel + 1));
  result.position = byte_or_zero(1) << 8 | byte_or_zero(2);
  if (size > 3) {
    result.text = std::string_view(reinterpret_cast<const char*>(data), size).substr(3, kMaxTextBytes);
  }
  return result;
}

/// The oracle: a broken promise ends the run, so that the fuzzer keeps the input.
inline void require(bool holds, const char* promise) {
  if (!holds) {
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
  }
}

inline std::string compressed(const std::string& text, int level, int threads) {
  std::istringstream in(text);
  std::ostringstream out;
  CompressOptions options;
  options.level = level;
  options.threads = threads;
  compress(in, out, options);
  return out.str();
}

/// Nothing if the archive is rejected; any exception but Error passes through.
inline std::optional<std::string> decompressed(const std::string& archive, int threads) {
  std::istringstream in(archive);
  std::ostringstream out;
  DecompressOptions options;
  options.threads = threads;
  try {
    decompress(in, out, options);
  } catch (const Error&) {
    return std::nullopt;
  }
  return out.str();
}

}  // namespace pith::fuzz
