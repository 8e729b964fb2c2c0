#include "cli/archives/convert.h"

#include <sys/stat.h>
#include <unistd.h>

#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/archives/archive_summary.h"
#include "cli/archives/checked_text.h"
#include "cli/console/progress.h"
#include "cli/corpus/file_list.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/files/output_file.h"
#include "cli/files/written_inputs.h"
#include "cli/formatting/text.h"
#include "cli/models/model_choice.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

bool input_stays(const Route& route, const FileOptions& options) {
  return options.keep || options.part || !options.output.empty() || route.output == "-" || route.input == "-";
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
  return display_name(route.input) + " : " + percentage(ratio(archive, text)) + "  (" + before + " => " + after +
         " bytes, " + fixed(ratio(8 * archive, text), 3) + " bits/byte, " + speed_text(ratio(text, seconds)) + ", " +
         output_name(route) + ")";
}

/// Throws FileError if what was written does not decode to the text of `read`.
void verify_result(const Route& route, OutputFile& output, const Decoder& decode, TextDigest& read) {
  TextDigest decoded;
  DigestingWriter text_buffer(decoded);
  std::ostream text(&text_buffer);
  const std::unique_ptr<std::streambuf> archive_buffer = output.read_back();
  std::istream archive(archive_buffer.get());
  std::string fault = "does not decode to what was read";
  try {
    decode(archive, text);
    if (decoded.finish() == read.finish()) return;
  } catch (const Error& error) {
    fault = std::string("cannot be decoded: ") + error.what();
  }
  throw FileError(output_name(route), fault + "; " + display_name(route.input) + " is kept, and nothing was written");
}

/// One file on its way through the coder.
class Conversion {
 public:
  /// Opens both files, and refuses what -f does not allow. `route` and `options` outlive this.
  Conversion(const Route& route, const FileOptions& options)
      : route_(route), options_(options), input_(admitted_input()), output_(route.output, options.force) {
    input_.refuse_terminal(options.force || options.mode == Mode::kCompress);
    refuse_terminal_output(output_, options);
    if (output_.replaces(input_.status())) {
      throw FileError(output_name(route), "is both input and output; choose another -o");
    }
    refuse_written_inputs({route.output}, other_inputs());
  }

  void run(const Coder& code, const Decoder& verify) {
    if (!verify) return run(input_.stream(), code);
    if (!output_.makes_file()) {
      throw Error(ErrorCode::kUsage,
                  "--verify reads back what was written; write to a file, not through " + output_name(route_));
    }
    TextDigest digest;
    DigestingReader reader(*input_.stream().rdbuf(), digest);
    std::istream text(&reader);
    text.exceptions(std::ios::badbit);
    run(text, code);
    const Progress progress(display_name(route_.input) + ", verifying", std::nullopt, options_.quiet());
    verify_result(route_, output_, verify, digest);
  }

  /// Puts the result in place, and removes the input where it is to go and is still what was read.
  void finish() {
    std::optional<struct stat> attributes;
    if (input_.bytes()) attributes = input_.status();
    const bool remove_input = attributes && !input_stays(route_, options_) && output_.makes_file();
    output_.commit(attributes, remove_input);
    if (!options_.part) input_.require_unchanged();
    if (remove_input) input_.remove();
  }

  std::string summary() const { return cli::summary(route_, options_, totals_, seconds_); }

 private:
  const std::string& admitted_input() const {
    skip_unusual_input(route_, options_);
    refuse_special_result(route_, options_);
    return route_.input;
  }

  /// The lists of files, and the model; one that an archive names is not known before.
  std::vector<std::string> other_inputs() const {
    std::vector<std::string> paths;
    add_lists(paths, {}, options_.files0_from);
    if (!options_.like.empty()) paths.push_back(options_.like);
    if (options_.mode == Mode::kCompress || !options_.model.empty()) add_model_file(paths, options_.model);
    return paths;
  }

  void run(std::istream& input, const Coder& code) {
    const bool quiet = options_.quiet();
    std::optional<std::uint64_t> text_bytes = input_.bytes();
    if (options_.mode != Mode::kCompress) {
      text_bytes = Progress::visible(quiet) && text_bytes ? promised_text_bytes(route_.input) : std::nullopt;
    }
    Progress progress(display_name(route_.input), text_bytes, quiet);
    totals_ = code(input, output_.stream(), progress.counter());
    seconds_ = progress.seconds();
  }

  const Route& route_;
  const FileOptions& options_;
  InputFile input_;
  OutputFile output_;
  CodecTotals totals_;
  double seconds_ = 0;
};

}  // namespace

Route route_to(const FileOptions& options, const std::string& input, const std::string& derived) {
  if (options.to_stdout) return {input, "-"};
  if (!options.output.empty()) return {input, options.output};
  return {input, input == "-" ? "-" : derived};
}

void convert(const Route& route, const FileOptions& options, const Report& report, const Coder& code,
             const Decoder& verify) {
  Conversion conversion(route, options);
  conversion.run(code, verify);
  conversion.finish();
  report.note(conversion.summary());
}

}  // namespace pith::cli
