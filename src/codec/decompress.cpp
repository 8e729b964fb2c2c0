#include <optional>
#include <string>
#include <utility>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/text_coder.h"
#include "format/archive_reader.h"
#include "format/block_check.h"
#include "format/damage.h"
#include "pith/codec.h"
#include "pith/error.h"

namespace pith {

namespace {

std::string hexadecimal(std::uint64_t number) {
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4) {
    *digit = "0123456789abcdef"[number & 15];
  }
  return digits;
}

void require_no_model(const MemberHeader& member) {
  if (member.model_id != 0) {
    throw Error(ErrorCode::kModel, "the archive needs the model " + hexadecimal(member.model_id) +
                                       ", this build knows no models; use the pith and the model it was written with");
  }
}

Bytes restore_text(ArchiveBlock& block, Progress& progress) {
  if (block.header.stored) {
    progress.advance(block.payload.size());
    return std::move(block.payload);
  }
  const BlockHeader& header = block.header;
  std::optional<Bytes> text =
      decode_text(block.member.level, block.payload, header.text_bytes - header.saved_bytes, progress);
  progress.advance(header.saved_bytes);
  if (text) {
    text = restored_text({.bytes = *std::move(text), .saved_bytes = header.saved_bytes});
  }
  if (!text) {
    throw damaged(block.begin, "block " + std::to_string(block.number) + " is not the coded form of any text");
  }
  return *std::move(text);
}

Bytes decode_block(ArchiveBlock block, Progress& progress) {
  require_no_model(block.member);
  Bytes text = restore_text(block, progress);
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

/// On an error the blocks before it are still written, so that what is written does not depend on the threads.
std::optional<ArchiveBlock> next_block(ArchiveReader& reader, OrderedWork<Bytes>& work, ByteSink& text) {
  try {
    return reader.next();
  } catch (...) {
    write_finished(work, text);
    throw;
  }
}

}  // namespace

CodecTotals decompress(std::istream& archive_stream, std::ostream& text_stream, const DecompressOptions& options) {
  const std::size_t workers = worker_count(options.threads);
  ByteSource archive(archive_stream, "the archive");
  ByteSink text(text_stream, "the text");
  ArchiveReader reader(archive);
  Progress progress(options.text_bytes_done);
  OrderedWork<Bytes> work(workers, progress);
  while (std::optional<ArchiveBlock> block = next_block(reader, work, text)) {
    if (work.full()) {
      text.write(work.take());
    }
    work.start([&progress, block = *std::move(block)]() mutable { return decode_block(std::move(block), progress); });
  }
  write_finished(work, text);
  text.flush();
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

}  // namespace pith
