#include "cli/files/whole_file.h"

#include <algorithm>

#include "cli/files/input_file.h"

namespace pith::cli {
namespace {

constexpr std::size_t kStepBytes = std::size_t{1} << 20;

}  // namespace

std::vector<std::uint8_t> whole_file(const std::string& path, std::uint64_t most_bytes) {
  InputFile input(path);
  std::vector<std::uint8_t> bytes;
  bytes.reserve(std::min(input.bytes().value_or(0), most_bytes) + kStepBytes);
  std::size_t end = 0;
  while (input.stream() && end <= most_bytes) {
    bytes.resize(end + kStepBytes);
    input.stream().read(reinterpret_cast<char*>(bytes.data() + end), kStepBytes);
    end += static_cast<std::size_t>(input.stream().gcount());
  }
  bytes.resize(end);
  return bytes;
}

}  // namespace pith::cli
