#include <optional>
#include <utility>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/block_decoder.h"
#include "codec/member_starts.h"
#include "format/archives/archive_reader.h"
#include "pith/codec.h"

namespace pith {

namespace {

/// Decodes an archive from its beginning to its end.
class Decompression {
 public:
  Decompression(ByteSource& archive, ByteSink& text, const DecompressOptions& options)
      : text_(text),
        reader_(archive),
        starts_(options),
        progress_(options.text_bytes_done),
        work_(worker_count(options.threads), progress_) {}

  void run() {
    while (std::optional<ArchiveBlock> block = next_block()) {
      if (block->member.streamed) {
        decode_now(*std::move(block));
      } else {
        start(*std::move(block));
      }
    }
    write_finished();
    text_.flush();
  }

 private:
  /// On an error the blocks before it are still written, so that what is written does not depend on the threads.
  std::optional<ArchiveBlock> next_block() {
    try {
      std::optional<ArchiveBlock> block = reader_.next();
      if (block) start_ = starts_.of(block->member);
      return block;
    } catch (...) {
      write_finished();
      throw;
    }
  }

  void start(ArchiveBlock block) {
    while (work_.full() || !starts_.has_room(work_.in_flight())) text_.write(work_.take());
    work_.start([this, from = start_, block = std::move(block)]() mutable {
      return decode_block(std::move(block), from, progress_);
    });
  }

  /// Whoever made a streamed member wants to have read what has come.
  void decode_now(ArchiveBlock block) {
    write_finished();
    text_.write(run_.decode(std::move(block), start_, progress_));
    text_.flush();
  }

  void write_finished() {
    while (!work_.empty()) text_.write(work_.take());
  }

  ByteSink& text_;
  ArchiveReader reader_;
  MemberStarts starts_;
  Start start_{kMinLevel};  // of the last block
  RunDecoder run_;
  Progress progress_;
  OrderedWork<Bytes> work_;
};

}  // namespace

CodecTotals decompress(std::istream& archive_stream, std::ostream& text_stream, const DecompressOptions& options) {
  ByteSource archive(archive_stream, "the archive");
  ByteSink text(text_stream, "the text");
  Decompression(archive, text, options).run();
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

}  // namespace pith
