#include "cli/archives/file_options.h"

#include <algorithm>
#include <string>
#include <utility>

#include "cli/archives/file_help.h"
#include "cli/corpus/file_list.h"
#include "cli/formatting/duration.h"
#include "cli/options/option_values.h"
#include "cli/options/part_value.h"
#include "cli/options/shared_options.h"
#include "pith/codec.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

// Where --help tells of an option. All modes accept all options, as gzip and xz do.
constexpr unsigned kCompress = 1;
constexpr unsigned kDecompress = 2;
constexpr unsigned kTest = 4;
constexpr unsigned kList = 8;
constexpr unsigned kConverting = kCompress | kDecompress;
constexpr unsigned kCoding = kConverting | kTest;
constexpr unsigned kEstimate = 16;
constexpr unsigned kAll = kCoding | kList | kEstimate;
constexpr unsigned kHidden = 0;

struct FileRow {
  OptionRow<FileOptions> row;
  unsigned shown_in = kHidden;
};

std::string suffix_value(const GivenOption& given) {
  if (given.value.empty() || given.value.find('/') != std::string::npos) {
    throw Error(ErrorCode::kUsage, given.spelled + " '" + given.value + "': it takes the end of a name, such as .pth");
  }
  return given.value;
}

std::size_t block_size_value(const GivenOption& given) {
  if (given.value == "auto") return kBlocksBySize;
  const std::uint64_t bytes = bytes_value(given);
  if (bytes <= kMaxBlockBytes) return static_cast<std::size_t>(bytes);
  throw Error(ErrorCode::kUsage, given.spelled + " '" + given.value + "': a block has at most " +
                                     std::to_string(kMaxBlockBytes) + " bytes; auto lets the text decide");
}

double flush_value(const GivenOption& given) {
  std::optional<double> seconds = duration_seconds(given.value);
  if (!seconds) seconds = duration_seconds(given.value + "s");  // seconds need not be said
  if (seconds) return *seconds;
  throw Error(ErrorCode::kUsage, given.spelled + " '" + given.value + "': it takes a time such as 1, 0.5 or 1m");
}

constexpr const char* kModelHelp =
    "decode with the model MODEL, a name or a file; without -m the model that an archive needs is looked for as "
    "'pith --help' says";
constexpr const char* kEstimatedModelHelp =
    "tell of the model MODEL, a name or a file, and of none, instead of all models that 'pith --help' says are found";
constexpr const char* kThreadsHelp =
    "work on N blocks at once, 0 = one for each core; the result is the same for any N, the memory is N times as much "
    "(default 1)";

/// `rows`, all of which --help tells of in the same modes.
template <std::size_t kSize>
constexpr std::array<FileRow, kSize> shown_in(unsigned modes, const std::array<OptionRow<FileOptions>, kSize>& rows) {
  std::array<FileRow, kSize> shown{};
  for (std::size_t i = 0; i < kSize; ++i) shown[i] = {rows[i], modes};
  return shown;
}

// An option whose help differs by mode has several rows; they do the same.
constexpr auto kOwnRows = std::to_array<FileRow>({
    {{{.name = "keep",
       .letter = 'k',
       .help = "keep the input; without it, it is removed once the result is safely on the disk"},
      switch_on<&FileOptions::keep>},
     kConverting},
    {{{.name = "rm", .help = "remove the input, as without -k: of two that disagree the last wins"},
      set_to<&FileOptions::keep, false>},
     kConverting},
    {{{.name = "stdout", .letter = 'c', .help = "write to standard output and keep the input"},
      switch_on<&FileOptions::to_stdout>},
     kConverting},
    {{{.name = "output",
       .letter = 'o',
       .value = "OUT",
       .help = "write to the file OUT (- is standard output) and keep the input"},
      take<&FileOptions::output, file_value>},
     kConverting},
    {{{.name = "suffix", .letter = 'S', .value = "SUF", .help = "the name of an archive ends in SUF instead of .pith"},
      take<&FileOptions::suffix, suffix_value>},
     kConverting},
    {{{.name = "recursive",
       .letter = 'r',
       .help = "take all files below a folder that is given: those that are archives or, to compress, those that are "
               "none"},
      switch_on<&FileOptions::recursive>},
     kAll},
    {{{.name = "force",
       .letter = 'f',
       .help = "overwrite an existing result, take links, special files and files that are named .pith already, write "
               "an archive to a terminal"},
      switch_on<&FileOptions::force>},
     kCompress},
    {{{.name = "force",
       .letter = 'f',
       .help = "overwrite an existing result, take links, read an archive from a terminal; with -c, pass on what is no "
               "archive as it is"},
      switch_on<&FileOptions::force>},
     kDecompress},
    {{{.name = "force", .letter = 'f', .help = "read an archive from a terminal"}, switch_on<&FileOptions::force>},
     kTest | kList},
    {{{.name = "no-name",
       .letter = 'n',
       .help = "for users of gzip, as is -N: an archive holds neither name nor time; a result has the time of its "
               "input"},
      do_nothing<FileOptions>},
     kConverting},
    {{{.name = "name", .letter = 'N', .help = "see -n"}, do_nothing<FileOptions>}, kHidden},
    {{{.name = "to-stdout", .help = "-c"}, switch_on<&FileOptions::to_stdout>}, kHidden},
    {{{.name = "verify",
       .help = "decode what was written and compare it with what was read, before the input is removed; takes as long "
               "again as compressing"},
      switch_on<&FileOptions::verify>},
     kCompress},
    {{{.name = "block-size",
       .value = "SIZE",
       .help =
           "code each SIZE bytes of text on their own, so that -T has more to share out; auto: a half of a text from "
           "3 MiB on, a quarter of one from 12 MiB on (default: 16 MiB, the smallest result)"},
      take<&FileOptions::block_bytes, block_size_value>},
     kCompress},
    {{{.name = "like",
       .value = "FILE",
       .help =
           "start from the text FILE, which whoever decompresses needs too: an archive of the next edition holds what "
           "is new; FILE, its last 16 MiB, is read before each block, which takes as long as compressing it"},
      take<&FileOptions::like, file_value>},
     kCompress},
    {{{.name = "like", .value = "FILE", .help = "the text FILE that the archive was made --like"},
      take<&FileOptions::like, file_value>},
     kDecompress | kTest},
    {{{.name = "flush",
       .value = "SECONDS",
       .help = "write text that has come so that 'pith -dc' can read it at most SECONDS (0.5, 10, 1m) later; some "
               "bytes more each time"},
      take<&FileOptions::flush_seconds, flush_value>},
     kCompress},
    {{{.name = "lines",
       .value = "A-B",
       .help = "restore lines A to B alone (7, 1000-1010, 1000-, -10), to standard output or OUT, and decode only the "
               "blocks that hold them"},
      take<&FileOptions::part, lines_value>},
     kDecompress},
    {{{.name = "bytes", .value = "A-B", .help = "the same with bytes from A up to B (5M-6M, 500-), counted from 0"},
      take<&FileOptions::part, bytes_part_value>},
     kDecompress},
    {{{.name = "max-output",
       .value = "SIZE",
       .help = "fail where a text gets longer than SIZE bytes; k, M and G are powers of 1000 (default: any length)"},
      take<&FileOptions::max_output, bytes_value>},
     kDecompress | kTest},
    {{{.name = "memlimit",
       .letter = 'M',
       .value = "SIZE",
       .help =
           "take at most SIZE bytes of memory for coding: fewer threads, then a lower level, else fail (default: what "
           "is needed)"},
      take<&FileOptions::max_memory, bytes_value>},
     kCompress},
    {{{.name = "memlimit",
       .letter = 'M',
       .value = "SIZE",
       .help = "take at most SIZE bytes of memory for decoding: fewer threads, else fail (default: what is needed)"},
      take<&FileOptions::max_memory, bytes_value>},
     kDecompress | kTest},
    {{{.name = "json", .help = "print a JSON object for programs instead of the table"}, switch_on<&FileOptions::json>},
     kList | kEstimate},
});

constexpr auto kModeRows = std::to_array<FileRow>({
    {{{.name = "compress", .letter = 'z', .help = "compress"}, set_to<&FileOptions::mode, Mode::kCompress>}, kHidden},
    {{{.name = "decompress", .letter = 'd', .help = "decompress"}, set_to<&FileOptions::mode, Mode::kDecompress>},
     kHidden},
    {{{.name = "uncompress", .help = "-d"}, set_to<&FileOptions::mode, Mode::kDecompress>}, kHidden},
    {{{.name = "test", .letter = 't', .help = "test"}, set_to<&FileOptions::mode, Mode::kTest>}, kHidden},
    {{{.name = "list", .letter = 'l', .help = "list"}, set_to<&FileOptions::mode, Mode::kList>}, kHidden},
    {{{.name = "estimate", .letter = 'b', .help = "estimate"}, set_to<&FileOptions::mode, Mode::kEstimate>}, kHidden},
});

constexpr auto kRows =
    join(shown_in(kCompress, level_rows<FileOptions>()), kOwnRows,
         shown_in(kCompress, model_rows<FileOptions>(kChosenModelHelp)),
         shown_in(kDecompress | kTest, model_rows<FileOptions>(kModelHelp)),
         shown_in(kEstimate, model_rows<FileOptions>(kEstimatedModelHelp)), shown_in(kAll, list_rows<FileOptions>()),
         shown_in(kCoding, thread_rows<FileOptions>(kThreadsHelp)), shown_in(kCoding, progress_rows<FileOptions>()),
         shown_in(kAll, talking_rows<FileOptions>()), kModeRows);

bool same_option(const Option& a, const Option& b) {
  return std::string_view(a.name) == b.name && a.letter == b.letter;
}

/// One row for each option: the one that --help tells of in `mode`, if there is one.
std::vector<OptionRow<FileOptions>> rows_in(Mode mode) {
  const unsigned here = 1u << static_cast<unsigned>(mode);
  std::vector<OptionRow<FileOptions>> rows;
  for (const FileRow& each : kRows) {
    OptionRow<FileOptions> row = each.row;
    row.option.hidden = (each.shown_in & here) == 0;
    const auto known = std::ranges::find_if(rows, [&](const auto& r) { return same_option(r.option, row.option); });
    if (known == rows.end()) {
      rows.push_back(row);
    } else if (!row.option.hidden) {
      *known = row;
    }
  }
  return rows;
}

void finish(FileOptions& options, Arguments files) {
  options.files = with_listed(std::move(files), options.files0_from);
  if (options.files.empty()) options.files.push_back("-");
  if (!options.output.empty() && options.files.size() > 1) {
    throw Error(ErrorCode::kUsage, "-o names one result, but there are " + std::to_string(options.files.size()) +
                                       " files; leave -o out, or use -c to join the results");
  }
  if (options.output == "-") options.to_stdout = true;
  if (options.part) {
    if (options.mode != Mode::kDecompress) {
      throw Error(ErrorCode::kUsage, "--lines and --bytes restore a part of a text; say 'pith -d' to do that");
    }
    if (options.output.empty()) options.to_stdout = true;
  }
  if (options.flush_seconds > 0 && options.verify) {
    throw Error(ErrorCode::kUsage, "--verify decodes a whole archive, and --flush is for a text that has no end yet");
  }
}

}  // namespace

CommandDefinition<FileOptions> file_definition(Mode mode, void (*run)(const FileOptions&, Report&)) {
  return {.text = file_text(mode), .rows = rows_in(mode), .finish = finish, .run = run};
}

}  // namespace pith::cli
