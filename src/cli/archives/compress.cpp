#include <algorithm>
#include <chrono>
#include <istream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "cli/archives/convert.h"
#include "cli/archives/file_commands.h"
#include "cli/archives/like_text.h"
#include "cli/archives/suffix.h"
#include "cli/console/print.h"
#include "cli/files/descriptor_stream.h"
#include "cli/files/file_error.h"
#include "cli/files/input_file.h"
#include "cli/formatting/text.h"
#include "cli/models/beginning_reader.h"
#include "cli/models/text_models.h"
#include "cli/options/shared_options.h"
#include "pith/codec.h"
#include "pith/error.h"

namespace pith::cli {

namespace {

std::uint64_t need_of(int level) { return static_cast<std::uint64_t>(memory_need(level).compress_bytes); }

/// Fewer threads, then a lower level, until what is needed fits into the limit. Throws Error kUsage if nothing does.
/// `model_bytes`: what the model takes, once for all threads.
FileOptions within_memory(FileOptions options, std::uint64_t model_bytes) {
  if (options.max_memory == 0) return options;
  const int asked = options.level;
  const auto all_of = [&](int level) { return need_of(level) + model_bytes; };
  while (options.level > kMinLevel && all_of(options.level) > options.max_memory) --options.level;
  if (all_of(options.level) > options.max_memory) {
    throw Error(ErrorCode::kUsage, "level " + std::to_string(options.level) + " needs " +
                                       std::to_string(all_of(options.level)) + " bytes of memory, and -M allows " +
                                       std::to_string(options.max_memory));
  }
  const std::uint64_t room = (options.max_memory - model_bytes) / need_of(options.level);
  const int wanted = options.threads == 0 ? static_cast<int>(std::thread::hardware_concurrency()) : options.threads;
  options.threads = std::max(1, static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(wanted), room)));
  if (options.level != asked && options.verbosity > -1) {
    print_to_stderr("pith: level " + std::to_string(asked) + " needs " + std::to_string(all_of(asked)) +
                    " bytes of memory, and -M allows " + std::to_string(options.max_memory) +
                    ": compressing with level " + std::to_string(options.level) + "\n");
  }
  return options;
}

using Clock = std::chrono::steady_clock;

/// The pieces of a text that comes bit by bit: no byte of it waits for longer than the time given.
class LivePieces {
 public:
  /// REQUIRES: `text` outlives this; seconds > 0.
  LivePieces(DescriptorReader& text, double seconds) : text_(text), seconds_(seconds) {}

  /// Waits for text, and then for more until the time is over or a piece is full. False at the end. Throws FileError.
  bool next(std::vector<std::uint8_t>& piece) {
    piece.clear();
    if (!add(piece)) return false;
    const Clock::time_point begin = Clock::now();
    while (piece.size() < kMostPieceBytes) {
      const double left = seconds_ - std::chrono::duration<double>(Clock::now() - begin).count();
      if (left <= 0 || !text_.wait(left)) break;
      if (!add(piece)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kReadBytes = std::size_t{1} << 16;
  static constexpr std::size_t kMostPieceBytes = std::size_t{1} << 20;

  /// Appends what there is; false at the end.
  bool add(std::vector<std::uint8_t>& piece) {
    const std::size_t had = piece.size();
    piece.resize(had + kReadBytes);
    const std::size_t got = text_.some(reinterpret_cast<char*>(piece.data() + had), kReadBytes);
    piece.resize(had + got);
    return got > 0;
  }

  DescriptorReader& text_;
  double seconds_;
};

/// Compresses one text after the other, each from the model that is for it.
class Compression {
 public:
  Compression(const FileOptions& given, Report& report)
      : given_(given), report_(report), models_(given.model, report), like_(like_text(given.like)) {
    fit_into_memory();
    const long long need = memory_need(options_.level).compress_bytes;
    report.set_memory_advice(memory_advice(need, options_.threads, options_.level > kMinLevel));
    if (report.verbosity() < 2) return;
    report.note("level " + std::to_string(options_.level) + ", up to " + megabytes(static_cast<std::uint64_t>(need)) +
                " of memory a thread" + (model_bytes_ > 0 ? " and " + megabytes(model_bytes_) + " for the model" : "") +
                (like_.empty() ? "" : " and " + megabytes(like_.size()) + " for what it is like"));
  }

  /// As Coder; `file` is where `text` comes from.
  CodecTotals compress(const std::string& file, std::istream& text, std::ostream& archive,
                       std::atomic<std::uint64_t>* done) {
    if (given_.flush_seconds > 0) return compress_live(file, text, archive, done);
    BeginningReader reader(*text.rdbuf(), TextSample::kMostBytes + 1);
    const CompressOptions how = begun(file, reader.beginning(), done);
    std::istream whole(&reader);
    whole.exceptions(text.exceptions());
    return pith::compress(whole, archive, how);
  }

  /// Decodes what compress() has just made.
  void decompress(std::istream& archive, std::ostream& text) const {
    pith::decompress(
        archive, text,
        {.threads = options_.threads, .find_model = [this](std::uint64_t) { return *model_; }, .like = like_});
  }

 private:
  /// A model is chosen by what has come first. REQUIRES: `text` is that of an InputFile.
  CodecTotals compress_live(const std::string& file, std::istream& text, std::ostream& archive,
                            std::atomic<std::uint64_t>* done) {
    LivePieces pieces(*static_cast<DescriptorReader*>(text.rdbuf()), given_.flush_seconds);
    std::vector<std::uint8_t> first;
    bool more = pieces.next(first);
    bool is_first = true;
    const auto next = [&](std::vector<std::uint8_t>& piece) {
      if (!is_first) return more && (more = pieces.next(piece));
      piece = std::move(first);
      is_first = false;
      return more;
    };
    return compress_pieces(next, archive,
                           begun(file, {reinterpret_cast<const char*>(first.data()), first.size()}, done));
  }

  /// What a text that begins so is compressed with.
  CompressOptions begun(const std::string& file, std::string_view beginning, std::atomic<std::uint64_t>* done) {
    model_ = models_.model_for(file, beginning, options_.level);
    fit_into_memory();
    return {.level = options_.level,
            .threads = options_.threads,
            .text_bytes_done = done,
            .model = model_,
            .block_bytes = options_.block_bytes,
            .like = like_};
  }

  /// Anew whenever a model has been opened.
  void fit_into_memory() {
    if (fits_ && models_.memory_bytes() == model_bytes_) return;
    model_bytes_ = models_.memory_bytes();
    options_ = within_memory(given_, model_bytes_ + like_.size());
    fits_ = true;
  }

  const FileOptions& given_;
  const Report& report_;
  TextModels models_;
  std::vector<std::uint8_t> like_;
  std::uint64_t model_bytes_ = 0;
  bool fits_ = false;
  FileOptions options_;
  const Model* model_ = nullptr;  // of the last text
};

}  // namespace

void compress_files(const FileOptions& given, Report& report) {
  Compression compression(given, report);
  Decoder verify;
  if (given.verify) {
    verify = [&](std::istream& archive, std::ostream& text) { compression.decompress(archive, text); };
  }
  for (const std::string& file : given.files) {
    const Coder code = [&](std::istream& text, std::ostream& archive, std::atomic<std::uint64_t>* done) {
      return compression.compress(file, text, archive, done);
    };
    report.guard(display_name(file), [&] {
      const Route route = route_to(given, file, file + given.suffix);
      const bool derived = !given.to_stdout && given.output.empty() && file != "-";
      if (derived && !given.force && has_suffix(file, given.suffix)) {
        throw Skipped("already has the suffix " + given.suffix + ", unchanged; use -f to compress it again");
      }
      convert(route, given, report, code, verify);
    });
  }
}

}  // namespace pith::cli
