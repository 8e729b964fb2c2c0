#include <istream>
#include <ostream>
#include <string_view>
#include <vector>

#include "cli/archives/checked_text.h"
#include "cli/archives/convert.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/like_text.h"
#include "cli/archives/suffix.h"
#include "cli/files/descriptor_stream.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/models/model_choice.h"
#include "pith/codec.h"

namespace pith::cli {
namespace {

constexpr std::size_t kMagicBytes = 3;
constexpr std::size_t kCopiedBytes = std::size_t{1} << 16;

/// REQUIRES: nothing has been read of `input`, which is that of an InputFile.
bool begins_archive(std::istream& input) {
  const std::string_view begin = static_cast<DescriptorReader*>(input.rdbuf())->ahead(kMagicBytes);
  return looks_like_archive(begin.data(), begin.size());
}

/// As gzip -dcf and zcat -f do with what they did not make.
CodecTotals copied(std::istream& from, std::ostream& to, std::atomic<std::uint64_t>* done) {
  std::vector<char> buffer(kCopiedBytes);
  CodecTotals totals;
  while (from.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), from.gcount() > 0) {
    to.write(buffer.data(), from.gcount());
    totals.text_bytes += static_cast<std::uint64_t>(from.gcount());
    *done = totals.text_bytes;
  }
  totals.archive_bytes = totals.text_bytes;
  return totals;
}

}  // namespace

void decompress_files(const FileOptions& options, Report& report) {
  report.set_memory_advice(memory_advice(memory_need(kMaxLevel).decompress_bytes, options.threads, false));
  const auto find_model = model_finder(options.model, report);
  const std::vector<std::uint8_t> like = like_text(options.like);
  const bool pass_through = options.to_stdout && options.force;
  const Coder code = [&](std::istream& archive, std::ostream& text, std::atomic<std::uint64_t>* done) {
    LimitedWriter limited(*text.rdbuf(), options.max_output);
    std::ostream limited_text(&limited);
    limited_text.exceptions(std::ios::badbit | std::ios::failbit);
    if (pass_through && !options.part && !begins_archive(archive)) return copied(archive, limited_text, done);
    const DecompressOptions how = {.threads = options.threads,
                                   .text_bytes_done = done,
                                   .find_model = find_model,
                                   .max_memory_bytes = options.max_memory,
                                   .like = like};
    return options.part ? decompress_part(archive, limited_text, *options.part, how)
                        : decompress(archive, limited_text, how);
  };
  for (const std::string& file : options.files) {
    report.guard(display_name(file), [&] {
      const bool derived = !options.to_stdout && options.output.empty() && file != "-";
      if (derived && !has_suffix(file, options.suffix)) {
        throw Skipped("does not end in " + options.suffix + ", skipped; say where the text goes with -c or -o");
      }
      convert(route_to(options, file, derived ? without_suffix(file, options.suffix) : ""), options, report, code);
    });
  }
}

}  // namespace pith::cli
