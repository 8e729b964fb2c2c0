#include "cli/jsonl/waiting_lines.h"

#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <istream>
#include <system_error>

#include "cli/files/file_error.h"

namespace pith::cli {
namespace {

constexpr std::uint32_t kNoBin = UINT32_MAX;

std::string folder_for_temporary_files() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  if (error) {
    throw FileError("the folder for temporary files",
                    system_message("use", error.value()) + "; set TMPDIR, or write to a file with -o");
  }
  return folder.string() + "/";
}

}  // namespace

WaitingLines::WaitingLines(const std::string& beside)
    : name_(beside.empty() ? folder_for_temporary_files() : beside),
      file_(name_),
      writer_(file_.descriptor(), name_),
      stream_(&writer_),
      buffered_(stream_, Packing::kNone) {
  stream_.exceptions(std::ios::badbit | std::ios::failbit);
}

void WaitingLines::add(std::string_view line, std::optional<std::uint32_t> bin) {
  buffered_.write(std::to_string(bin.value_or(kNoBin)));
  buffered_.write(" ");
  buffered_.write(line);
  buffered_.write("\n");
}

void WaitingLines::each(const std::function<void(std::string_view, std::optional<std::uint32_t>)>& take) {
  buffered_.finish();
  if (::lseek(file_.descriptor(), 0, SEEK_SET) != 0) throw FileError(name_, system_message("read", errno));
  DescriptorReader reader(file_.descriptor(), name_);
  std::istream lines(&reader);
  lines.exceptions(std::ios::badbit);  // else a fault would be the end
  for (std::string line; std::getline(lines, line);) {
    std::uint32_t bin = 0;
    const char* end = std::from_chars(line.data(), line.data() + line.size(), bin).ptr;
    const auto digits = static_cast<std::size_t>(end - line.data());
    take(std::string_view(line).substr(digits + 1), bin == kNoBin ? std::nullopt : std::optional(bin));
  }
}

}  // namespace pith::cli
