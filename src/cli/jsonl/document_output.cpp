#include "cli/jsonl/document_output.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <istream>
#include <utility>

#include "cli/jsonl/record.h"

namespace pith::cli {
namespace {

constexpr std::uint32_t kNoBin = UINT32_MAX;

/// A name beside `path`, or in the folder for such files where that is standard output. No file of the name appears.
std::string waiting_path(const std::string& path) {
  if (path != "-") return path + ".unsorted";
  return (std::filesystem::temp_directory_path() / ("pith-" + std::to_string(::getpid()) + ".unsorted")).string();
}

}  // namespace

DocumentOutput::DocumentOutput(const std::string& path, bool overwrite, Cuts cuts)
    : cuts_(std::move(cuts)), file_(path, overwrite), packed_(file_.stream(), packing_of_name(path)) {
  if (cuts_.bins.size() != cuts_.percents.size()) waiting_ = std::make_unique<OutputFile>(waiting_path(path), false);
}

void DocumentOutput::add(const std::string& line, std::optional<std::uint32_t> bin) {
  if (!waits()) return write(line, bin);
  waiting_->stream() << bin.value_or(kNoBin) << ' ' << line << '\n';
}

void DocumentOutput::write(std::string_view line, std::optional<std::uint32_t> bin) {
  packed_.write(cuts_.percents.empty() ? std::string(line) : with_bucket(line, cuts_.bucket(bin)));
  packed_.write("\n");
}

void DocumentOutput::write_waiting() {
  const std::unique_ptr<std::streambuf> buffer = waiting_->read_back();
  std::istream lines(buffer.get());
  for (std::string line; std::getline(lines, line);) {
    std::uint32_t bin = 0;
    const char* end = std::from_chars(line.data(), line.data() + line.size(), bin).ptr;
    const std::string_view rest(end + 1, static_cast<std::size_t>(line.data() + line.size() - end - 1));
    write(rest, bin == kNoBin ? std::nullopt : std::optional(bin));
  }
}

void DocumentOutput::finish(const Cuts& cuts) {
  cuts_ = cuts;
  if (waits()) write_waiting();
  packed_.finish();
  file_.commit(std::nullopt, false);
}

}  // namespace pith::cli
