#include <optional>
#include <string>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/compress_blocks.h"
#include "codec/require_level.h"
#include "codec/text_block.h"
#include "codec/text_coder.h"
#include "format/archives/block_check.h"
#include "format/archives/block_header.h"
#include "format/archives/member_header.h"
#include "pith/error.h"

namespace pith {

namespace {

/// A block ready to be written.
struct CodedBlock {
  Bytes header;
  Bytes payload;
  std::uint32_t check = 0;
};

CodedBlock code_block(const MemberHeader& member, std::uint64_t number, TextBlock block, Progress& progress,
                      const Model* model) {
  BlockHeader header;
  header.text_bytes = static_cast<std::uint32_t>(block.text.size());
  CodedText text = coded_text(std::move(block.text));
  // An empty text has no shorter form, and needs no predictor to see that.
  std::optional<Bytes> payload =
      header.text_bytes == 0 ? std::nullopt : encode_text(member.level, text.bytes, header.text_bytes, progress, model);
  progress.advance(text.saved_bytes);
  header.saved_bytes = payload ? text.saved_bytes : 0;
  header.payload_bytes = payload ? static_cast<std::uint32_t>(payload->size()) : header.text_bytes;
  header.stored = !payload;
  header.last = block.last;
  // Restored, not kept: beside the coded text and the predictor it would exceed memory_need().
  block.text = restored_text(std::move(text)).value();

  CodedBlock coded;
  append(coded.header, header);
  coded.check = block_check(member, number, header, block.text);
  coded.payload = payload ? *std::move(payload) : std::move(block.text);
  return coded;
}

void write_block(ByteSink& archive, const CodedBlock& block) {
  archive.write(block.header);
  archive.write(block.payload);
  Bytes check;
  append_little_endian(check, block.check);
  archive.write(check);
}

}  // namespace

void compress_blocks(ByteSource& text, ByteSink& archive, const CompressOptions& options) {
  require_level(options.level);
  if (options.block_bytes > kMaxBlockBytes) {
    throw Error(ErrorCode::kUsage, "a block has at most " + std::to_string(kMaxBlockBytes) + " bytes, not " +
                                       std::to_string(options.block_bytes));
  }
  const std::size_t workers = worker_count(options.threads);
  const Model* model = options.model;
  const MemberHeader member{.level = options.level, .model_id = model == nullptr ? 0 : model->identity()};
  Bytes header;
  append(header, member);
  archive.write(header);

  Progress progress(options.text_bytes_done);
  OrderedWork<CodedBlock> work(workers, progress);
  TextCutter cutter(text, options.block_bytes);
  bool last = false;
  for (std::uint64_t number = 0; !last; ++number) {
    if (work.full()) {
      write_block(archive, work.take());
    }
    TextBlock block = cutter.next();
    last = block.last;
    work.start([&member, &progress, number, model, block = std::move(block)]() mutable {
      return code_block(member, number, std::move(block), progress, model);
    });
  }
  while (!work.empty()) {
    write_block(archive, work.take());
  }
  archive.flush();
}

CodecTotals compress(std::istream& text_stream, std::ostream& archive_stream, const CompressOptions& options) {
  ByteSource text(text_stream, "the text");
  ByteSink archive(archive_stream, "the archive");
  compress_blocks(text, archive, options);
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

}  // namespace pith
