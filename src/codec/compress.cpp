#include <optional>
#include <string>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/block_encoder.h"
#include "codec/compress_blocks.h"
#include "codec/reference_text.h"
#include "codec/require_level.h"
#include "codec/text_block.h"
#include "format/archives/archive_writer.h"
#include "pith/error.h"

namespace pith {

namespace {

void require_valid(const CompressOptions& options) {
  require_level(options.level);
  if (options.block_bytes > kMaxBlockBytes) {
    throw Error(ErrorCode::kUsage, "a block has at most " + std::to_string(kMaxBlockBytes) + " bytes, not " +
                                       std::to_string(options.block_bytes));
  }
}

MemberHeader header_of(const CompressOptions& options, const ReferenceText& like) {
  return {.level = options.level,
          .model_id = options.model == nullptr ? 0 : options.model->identity(),
          .like_bytes = like.bytes,
          .like_id = like.id};
}

void write(ArchiveWriter& archive, const CodedBlock& block) { archive.write(block.header, block.payload, block.check); }

}  // namespace

void compress_blocks(ByteSource& text, ByteSink& archive, const CompressOptions& options) {
  require_valid(options);
  const std::size_t workers = worker_count(options.threads);
  const ReferenceText like = reference_text(options.like);
  const Start start(options.level, options.model, like.coded);
  ArchiveWriter writer(archive, header_of(options, like));

  Progress progress(options.text_bytes_done);
  OrderedWork<CodedBlock> work(workers, progress);
  TextCutter cutter(text, options.block_bytes);
  bool last = false;
  for (std::uint64_t number = 0; !last; ++number) {
    if (work.full()) {
      write(writer, work.take());
    }
    TextBlock block = cutter.next();
    last = block.last;
    if (number == 0) writer.begin(block.text.size(), last);
    work.start([&writer, &progress, &start, number, block = std::move(block)]() mutable {
      return code_block(writer.member(), number, std::move(block), start, progress);
    });
  }
  while (!work.empty()) {
    write(writer, work.take());
  }
  archive.flush();
}

CodecTotals compress(std::istream& text_stream, std::ostream& archive_stream, const CompressOptions& options) {
  ByteSource text(text_stream, "the text");
  ByteSink archive(archive_stream, "the archive");
  compress_blocks(text, archive, options);
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

CodecTotals compress_pieces(const NextPiece& next_piece, std::ostream& archive_stream, const CompressOptions& options) {
  require_valid(options);
  const ReferenceText like = reference_text(options.like);
  MemberHeader member = header_of(options, like);
  member.streamed = true;
  ByteSink archive(archive_stream, "the archive");
  ArchiveWriter writer(archive, member);
  RunEncoder encoder(member, {options.level, options.model, like.coded},
                     options.block_bytes == kBlocksBySize ? kMaxBlockBytes : options.block_bytes);
  Progress progress(options.text_bytes_done);
  CodecTotals totals;
  for (TextBlock block; !block.last;) {
    block = {};
    block.last = !next_piece(block.text);
    if (block.text.size() > kMaxBlockBytes) {
      throw Error(ErrorCode::kUsage, "a piece of a stream has at most " + std::to_string(kMaxBlockBytes) + " bytes");
    }
    if (block.text.empty() && !block.last) continue;
    const bool last = block.last;
    totals.text_bytes += block.text.size();
    write(writer, encoder.code(std::move(block), progress));
    archive.flush();
    block.last = last;
  }
  totals.archive_bytes = archive.offset();
  return totals;
}

}  // namespace pith
