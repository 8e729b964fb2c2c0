#include "cli/archives/convert.h"

#include <sys/stat.h>
#include <unistd.h>

#include <optional>

#include "cli/archives/archive_summary.h"
#include "cli/console/progress.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/output_file.h"
#include "cli/formatting/text.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

bool input_stays(const Route& route, const FileOptions& options) {
  return options.keep || !options.output.empty() || route.output == "-" || route.input == "-";
}

/// What has the name of the result already, and is no file that could be replaced, is written to only where the user
/// named it.
void refuse_special_result(const Route& route, const FileOptions& options) {
  struct stat status = {};
  const bool derived = options.output.empty() && route.output != "-";
  if (!derived || options.force || ::stat(route.output.c_str(), &status) != 0) return;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) throw FileError(route.output, refused_overwrite());
}

/// What gzip and xz leave alone because the input would be removed at the end.
void skip_unusual_input(const Route& route, const FileOptions& options) {
  struct stat status = {};
  if (route.input == "-" || ::lstat(route.input.c_str(), &status) != 0) return;
  if (S_ISDIR(status.st_mode)) throw Skipped("is a directory, skipped; pack it with tar -I pith -cf");
  if (options.force) return;
  const bool to_place = options.to_stdout || !options.output.empty();
  struct stat target = {};
  const bool regular = ::stat(route.input.c_str(), &target) != 0 || S_ISREG(target.st_mode);
  if (!regular && !to_place) throw Skipped("is not a regular file, skipped; use -c to read it, or -f");
  if (input_stays(route, options)) return;
  if (S_ISLNK(status.st_mode)) throw Skipped("is a symbolic link, skipped; use -k, -c or -f");
  if (status.st_nlink > 1) {
    throw Skipped("has " + counted(status.st_nlink - 1, "other hard link") + ", skipped; use -k, -c or -f");
  }
}

void refuse_terminal_output(const OutputFile& output, const FileOptions& options) {
  if (options.mode != Mode::kCompress || options.force || !output.is_terminal()) return;
  throw Error(ErrorCode::kUsage, "an archive is not for a terminal; send it to a file with > or -o, or use -f");
}

std::string output_name(const Route& route) { return route.output == "-" ? "(stdout)" : route.output; }

/// "book.txt : 27.31%  (768771 => 209947 bytes, 2.185 bits/byte, 0.41 MB/s, book.txt.pith)"
std::string summary(const Route& route, const FileOptions& options, const CodecTotals& totals, double seconds) {
  const auto text = static_cast<double>(totals.text_bytes);
  const auto archive = static_cast<double>(totals.archive_bytes);
  const bool compress = options.mode == Mode::kCompress;
  const std::string before = std::to_string(compress ? totals.text_bytes : totals.archive_bytes);
  const std::string after = std::to_string(compress ? totals.archive_bytes : totals.text_bytes);
  return display_name(route.input) + " : " + fixed(100 * ratio(archive, text), 2) + "%  (" + before + " => " + after +
         " bytes, " + fixed(8 * ratio(archive, text), 3) + " bits/byte, " + speed_text(ratio(text, seconds)) + ", " +
         output_name(route) + ")";
}

}  // namespace

Route route_to(const FileOptions& options, const std::string& input, const std::string& derived) {
  if (options.to_stdout) return {input, "-"};
  if (!options.output.empty()) return {input, options.output};
  return {input, input == "-" ? "-" : derived};
}

void convert(const Route& route, const FileOptions& options, const Report& report, const Coder& code) {
  skip_unusual_input(route, options);
  refuse_special_result(route, options);
  InputFile input(route.input);
  input.refuse_terminal(options.force || options.mode == Mode::kCompress);
  OutputFile output(route.output, options.force);
  refuse_terminal_output(output, options);
  if (output.replaces(input.status())) {
    throw FileError(output_name(route), "is both input and output; choose another -o");
  }

  const bool quiet = options.quiet();
  std::optional<std::uint64_t> text_bytes = input.bytes();
  if (options.mode != Mode::kCompress) {
    text_bytes = Progress::visible(quiet) && text_bytes ? promised_text_bytes(route.input) : std::nullopt;
  }
  CodecTotals totals;
  double seconds = 0;
  {
    Progress progress(display_name(route.input), text_bytes, quiet);
    totals = code(input.stream(), output.stream(), progress.counter());
    seconds = progress.seconds();
  }
  std::optional<struct stat> attributes;
  if (input.bytes()) attributes = input.status();
  const bool remove_input = attributes && !input_stays(route, options) && output.makes_file();
  output.commit(attributes, remove_input);
  input.require_unchanged();
  if (remove_input) input.remove();
  report.note(summary(route, options, totals, seconds));
}

}  // namespace pith::cli
