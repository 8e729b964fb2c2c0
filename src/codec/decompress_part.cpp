#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>
#include <vector>

#include "base/byte_sink.h"
#include "base/byte_source.h"
#include "base/progress.h"
#include "codec/block_decoder.h"
#include "codec/member_starts.h"
#include "format/archives/archive_reader.h"
#include "format/archives/indexed_members.h"
#include "pith/codec.h"

namespace pith {

namespace {

/// What lies before a place in a text.
struct Passed {
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;

  void add(std::uint64_t more_bytes, std::uint64_t more_lines) {
    bytes += more_bytes;
    lines += more_lines;
  }
};

/// Whether all that follows `passed` and has so many bytes and lines ends before the part begins. Line n begins after
/// n LFs: where the last of them lies, it may begin.
bool ends_before(const TextPart& part, const Passed& passed, std::uint64_t bytes, std::uint64_t lines) {
  return part.unit == TextPart::Unit::kBytes ? passed.bytes + bytes <= part.begin : passed.lines + lines < part.begin;
}

bool is_over(const TextPart& part, const Passed& passed) {
  return part.unit == TextPart::Unit::kBytes ? passed.bytes >= part.end : passed.lines >= part.end;
}

/// How much of `text`, which follows so many LFs, lies before line `line`.
std::size_t bytes_before_line(ByteView text, std::uint64_t passed_lines, std::uint64_t line) {
  std::size_t at = 0;
  for (std::uint64_t lines = passed_lines; lines < line; ++lines) {
    const auto rest = text.subspan(at);
    const auto end = std::ranges::find(rest, '\n');
    if (end == rest.end()) return text.size();
    at += static_cast<std::size_t>(end - rest.begin()) + 1;
  }
  return at;
}

/// What of `text`, which follows `passed`, belongs to the part.
ByteView of_part(const TextPart& part, const Passed& passed, ByteView text) {
  std::size_t begin = 0;
  std::size_t end = 0;
  if (part.unit == TextPart::Unit::kLines) {
    begin = bytes_before_line(text, passed.lines, part.begin);
    end = bytes_before_line(text, passed.lines, part.end);
  } else {
    const auto within = [&](std::uint64_t at) {
      return static_cast<std::size_t>(std::min<std::uint64_t>(at - std::min(at, passed.bytes), text.size()));
    };
    begin = within(part.begin);
    end = within(part.end);
  }
  return text.subspan(begin, std::max(begin, end) - begin);
}

/// The place in an archive where reading for a part begins.
struct Place {
  ArchiveReader reader;
  Passed passed;
};

/// Where the first run begins that may hold something of the part; the end of the last one's blocks if there is none.
Place place_in(ByteSource& archive, const std::vector<IndexedMember>& members, const TextPart& part) {
  Passed passed;
  for (const IndexedMember& member : members) {
    std::uint64_t offset = member.begin;
    std::vector<Run> before;
    for (const Run& run : member.runs) {
      const bool is_last = &member == &members.back() && &run == &member.runs.back();
      if (is_last || !ends_before(part, passed, run.text_bytes, run.lines)) {
        archive.go_to(offset);
        return {ArchiveReader(archive, member.header, before), passed};
      }
      passed.add(run.text_bytes, run.lines);
      offset += run.bytes;
      before.push_back(run);
    }
  }
  assert(members.empty());
  return {ArchiveReader(archive), passed};
}

/// Decodes what a part needs.
class PartDecoder {
 public:
  PartDecoder(ByteSink& text, const TextPart& part, const DecompressOptions& options)
      : text_(text), part_(part), starts_(options), progress_(options.text_bytes_done) {}

  void run(Place place) {
    passed_ = place.passed;
    while (!is_over(part_, passed_)) {
      std::optional<ArchiveBlock> block = place.reader.next_header();
      if (!block) break;
      if (can_pass(*block)) {
        place.reader.pass_payload(*block);
        passed_.add(block->header.text_bytes, block->header.lines);
      } else {
        place.reader.take_payload(*block);
        decode(*std::move(block));
      }
    }
    text_.flush();
  }

 private:
  /// Later blocks of a run need those before, and a member's only block does not tell of its lines.
  bool can_pass(const ArchiveBlock& block) const {
    const bool lines_known = !is_only_block(block.number, block.header) || part_.unit == TextPart::Unit::kBytes;
    return !block.member.streamed && lines_known &&
           ends_before(part_, passed_, block.header.text_bytes, block.header.lines);
  }

  void decode(ArchiveBlock block) {
    const Start start = starts_.of(block.member);
    const Bytes text = block.member.streamed ? run_.decode(std::move(block), start, progress_)
                                             : decode_block(std::move(block), start, progress_);
    text_.write(of_part(part_, passed_, text));
    passed_.add(text.size(), static_cast<std::uint64_t>(std::ranges::count(text, '\n')));
  }

  ByteSink& text_;
  TextPart part_;
  MemberStarts starts_;
  RunDecoder run_;
  Progress progress_;
  Passed passed_;
};

}  // namespace

CodecTotals decompress_part(std::istream& archive_stream, std::ostream& text_stream, const TextPart& part,
                            const DecompressOptions& options) {
  ByteSource archive(archive_stream, "the archive");
  ByteSink text(text_stream, "the text");
  const std::optional<std::vector<IndexedMember>> members = indexed_members(archive);
  PartDecoder(text, part, options).run(members ? place_in(archive, *members, part) : Place{ArchiveReader(archive), {}});
  return {.text_bytes = text.offset(), .archive_bytes = archive.offset()};
}

}  // namespace pith
