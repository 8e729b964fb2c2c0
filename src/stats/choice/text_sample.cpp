#include <algorithm>

#include "pith/model_choice.h"

namespace pith {

namespace {

constexpr std::size_t kBeginningBytes = TextSample::kMostBytes / 2;
constexpr std::size_t kPartBytes = TextSample::kMostBytes / 4;
constexpr std::uint64_t kGuessedBytes = std::uint64_t{1} << 20;  ///< of a text whose end is not in sight
constexpr std::size_t kLongestLine = 512;

/// `count` bytes from where a line begins at or after `offset`, or from there on where none begins soon.
std::string part(const TextSample::Reader& read, std::uint64_t offset, std::size_t count) {
  const std::string all = read(offset, count + kLongestLine);
  const std::size_t end = all.substr(0, kLongestLine).find('\n');
  return all.substr(end == std::string::npos ? 0 : end + 1, count);
}

}  // namespace

TextSample TextSample::of(std::string_view text) {
  return of(text.size(), [text](std::uint64_t offset, std::size_t count) {
    return std::string(text.substr(std::min<std::size_t>(static_cast<std::size_t>(offset), text.size()), count));
  });
}

TextSample TextSample::of(std::uint64_t text_bytes, const Reader& read) {
  if (text_bytes <= kMostBytes) return {.bytes = read(0, kMostBytes), .text_bytes = text_bytes};
  std::string bytes = read(0, kBeginningBytes);
  for (const std::uint64_t third : {1, 2}) {
    bytes += part(read, std::max<std::uint64_t>(text_bytes / 3 * third, kBeginningBytes), kPartBytes);
  }
  return {.bytes = std::move(bytes), .text_bytes = text_bytes};
}

TextSample TextSample::of_beginning(std::string_view beginning) {
  const bool goes_on = beginning.size() > kMostBytes;
  return {.bytes = std::string(beginning.substr(0, kMostBytes)),
          .text_bytes = goes_on ? kGuessedBytes : beginning.size()};
}

}  // namespace pith
