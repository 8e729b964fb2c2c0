#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/member_models.h"
#include "codec/text_coder.h"
#include "format/archives/archive_reader.h"
#include "format/archives/block_check.h"
#include "format/archives/damage.h"
#include "pith/codec.h"
#include "pith/error.h"

namespace pith {

namespace {

Bytes restore_text(ArchiveBlock& block, const Model* model, Progress& progress) {
  if (block.header.stored) {
    progress.advance(block.payload.size());
    return std::move(block.payload);
  }
  const BlockHeader& header = block.header;
  std::optional<Bytes> text =
      decode_text(block.member.level, block.payload, header.text_bytes - header.saved_bytes, progress, model);
  progress.advance(header.saved_bytes);
  if (text) {
    text = restored_text({.bytes = *std::move(text), .saved_bytes = header.saved_bytes});
  }
  if (!text) {
    throw damaged(block.begin, "block " + std::to_string(block.number) + " is not the coded form of any text");
  }
  return *std::move(text);
}

Bytes decode_block(ArchiveBlock block, const Model* model, Progress& progress) {
  Bytes text = restore_text(block, model, progress);
  if (block_check(block.member, block.number, block.header, text) != block.check) {
    throw damaged(block.begin, "block " + std::to_string(block.number) + " fails its check");
  }
  return text;
}

void write_finished(OrderedWork<Bytes>& work, ByteSink& text) {
  while (!work.empty()) {
    text.write(work.take());
  }
}

/// A block and the model it was coded with.
struct NextBlock {
  ArchiveBlock block;
  const Model* model = nullptr;
};

std::uint64_t need_of(int level) { return static_cast<std::uint64_t>(memory_need(level).decompress_bytes); }

void require_memory(const MemberHeader& member, std::uint64_t model_bytes, std::uint64_t max_bytes) {
  const std::uint64_t needed = need_of(member.level) + model_bytes;
  if (max_bytes != 0 && needed > max_bytes) {
    throw Error(ErrorCode::kUsage, "decoding level " + std::to_string(member.level) + " needs " +
                                       std::to_string(needed) + " bytes of memory, and the limit is " +
                                       std::to_string(max_bytes));
  }
}

/// Whether one more block fits beside `blocks` of any level. The first always does: its own level was checked.
bool has_room(std::size_t blocks, std::uint64_t model_bytes, std::uint64_t max_bytes) {
  return blocks == 0 || max_bytes == 0 || model_bytes + (blocks + 1) * need_of(kMaxLevel) <= max_bytes;
}

/// On an error the blocks before it are still written, so that what is written does not depend on the threads.
std::optional<NextBlock> next_block(ArchiveReader& reader, MemberModels& models, OrderedWork<Bytes>& work,
                                    ByteSink& text, std::uint64_t max_memory_bytes) {
  try {
    std::optional<ArchiveBlock> block = reader.next();
    if (!block) {
      return std::nullopt;
    }
    require_memory(block->member, 0, max_memory_bytes);  // before a model is looked for
    const Model* model = models.of(block->member);
    require_memory(block->member, models.memory_bytes(), max_memory_bytes);
    return NextBlock{*std::move(block), model};
  } catch (...) {
    write_finished(work, text);
    throw;
  }
}

}  // namespace

CodecTotals decompress(std::istream& archive_stream, std::ostream& text_stream, const DecompressOptions& options) {
  ByteSource archive(archive_stream, "the archive");
  ByteSink text(text_stream, "the text");
  ArchiveReader reader(archive);
  MemberModels models(options.find_model);
  Progress progress(options.text_bytes_done);
  OrderedWork<Bytes> work(worker_count(options.threads), progress);
  while (std::optional<NextBlock> next = next_block(reader, models, work, text, options.max_memory_bytes)) {
    while (work.full() || !has_room(work.in_flight(), models.memory_bytes(), options.max_memory_bytes)) {
      text.write(work.take());
    }
    work.start([&progress, next = *std::move(next)]() mutable {
      return decode_block(std::move(next.block), next.model, progress);
    });
  }
  write_finished(work, text);
  text.flush();
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

}  // namespace pith
