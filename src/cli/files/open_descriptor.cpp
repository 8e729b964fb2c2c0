#include "cli/files/open_descriptor.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <system_error>

namespace pith::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the system follows

/// "/proc/123/fd" and "/proc/123/task/124/fd" are folders of descriptors.
std::optional<OpenDescriptor> descriptor_in(const fs::path& folder, const std::string& name) {
  const std::string text = folder.string();
  if (!text.starts_with("/proc/") || folder.filename() != "fd") return std::nullopt;
  OpenDescriptor found;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), found.number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  found.own = text.starts_with("/proc/" + std::to_string(::getpid()) + "/");
  return found;
}

}  // namespace

std::optional<OpenDescriptor> open_descriptor(std::string path) {
  for (int links = 0; links < kMostLinks; ++links) {
    std::error_code error;
    const fs::path parent = fs::path(path).parent_path();
    const fs::path folder = fs::canonical(parent.empty() ? "." : parent, error);
    if (error) return std::nullopt;
    const std::string name = fs::path(path).filename().string();
    if (const auto found = descriptor_in(folder, name)) return found;
    const fs::path target = fs::read_symlink(folder / name, error);
    if (error) return std::nullopt;
    path = (folder / target).string();
  }
  return std::nullopt;
}

}  // namespace pith::cli
