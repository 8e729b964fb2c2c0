#pragma once

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "format/archives/archive_writer.h"
#include "format/archives/block_check.h"
#include "format/archives/block_header.h"
#include "format/archives/block_index.h"
#include "format/archives/member_header.h"
#include "pith/codec.h"
#include "support/errors.h"
#include "support/streams.h"

namespace pith::test {

inline std::string compressed(const std::string& text, int level = kMinLevel, int threads = 1,
                              const Model* model = nullptr) {
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = level, .threads = threads, .model = model});
  return out.str();
}

inline std::string decompressed(const std::string& archive, int threads = 1) {
  std::istringstream in(archive);
  std::ostringstream out;
  decompress(in, out, {.threads = threads});
  return out.str();
}

/// With `model`, whatever model the archive asks for.
inline std::string decompressed(const std::string& archive, const Model& model) {
  std::istringstream in(archive);
  std::ostringstream out;
  decompress(in, out, {.find_model = [&](std::uint64_t) { return Model(model); }});
  return out.str();
}

/// What decompressing wrote, and what it ended with.
struct Outcome {
  std::string text;
  std::string error = "no error";  ///< the name of its code
  std::string message;
};

inline Outcome outcome(const std::string& archive, int threads = 1) {
  std::istringstream in(archive);
  std::ostringstream out;
  Outcome outcome;
  try {
    decompress(in, out, {.threads = threads});
  } catch (const Error& error) {
    outcome.error = name_of(error.code());
    outcome.message = error.what();
  }
  outcome.text = out.str();
  return outcome;
}

inline std::vector<MemberInfo> inspected(const std::string& archive) {
  std::istringstream in(archive);
  return inspect(in);
}

inline std::string header_bytes(const MemberHeader& header) {
  Bytes bytes;
  append(bytes, header);
  return string_of(bytes);
}

/// As in a long member.
inline std::string header_bytes(const BlockHeader& header, std::uint64_t number = 0) {
  Bytes bytes;
  append(bytes, header, number);
  return string_of(bytes);
}

/// A block of a long member whose check is right for `text`, whatever `payload` decodes to.
inline std::string block_bytes(const MemberHeader& member, std::uint64_t number, const BlockHeader& header,
                               const std::string& payload, const std::string& text) {
  Bytes check;
  append_little_endian(check, block_check(member, number, header, bytes_of(text)));
  return header_bytes(header, number) + payload + string_of(check);
}

/// A member of one block, in the form it is to have, whose check is right for `text`, whatever `payload` decodes to.
inline std::string member_bytes(const MemberHeader& member, const BlockHeader& header, const std::string& payload,
                                const std::string& text) {
  std::ostringstream out;
  ByteSink sink(out, "the archive");
  ArchiveWriter(sink, member).write(header, bytes_of(payload), block_check(member, 0, header, bytes_of(text)));
  return out.str();
}

inline BlockHeader stored_header(std::uint64_t number, const std::string& text, bool last) {
  const auto bytes = static_cast<std::uint32_t>(text.size());
  BlockHeader header{.text_bytes = bytes, .payload_bytes = bytes, .stored = true, .last = last};
  if (!is_only_block(number, header)) {
    header.lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
  }
  return header;
}

inline std::string stored_block(const MemberHeader& member, std::uint64_t number, const std::string& text, bool last) {
  return block_bytes(member, number, stored_header(number, text, last), text, text);
}

/// A member whose blocks are not coded and have these texts.
inline std::string stored_blocks(const MemberHeader& member, const std::vector<std::string>& texts) {
  std::ostringstream out;
  ByteSink sink(out, "the archive");
  ArchiveWriter writer(sink, member);
  for (std::uint64_t i = 0; i < texts.size(); ++i) {
    const BlockHeader header = stored_header(i, texts[i], i + 1 == texts.size());
    const Bytes text = bytes_of(texts[i]);
    writer.write(header, text, block_check(member, i, header, text));
  }
  return out.str();
}

/// A member of one block whose text was not coded.
inline std::string stored_member(const std::string& text, const MemberHeader& member = {.level = 1}) {
  return header_bytes(member) + stored_block(member, 0, text, true);
}

}  // namespace pith::test
