#include "format/models/model_preview.h"

#include <algorithm>
#include <optional>

#include "base/file_content.h"
#include "base/section_reader.h"
#include "format/models/model_header.h"
#include "format/models/model_metadata.h"
#include "format/models/model_section.h"
#include "pith/error.h"

namespace pith {

namespace {

constexpr std::size_t kMostRankBytes = 2 + 256 + 257 * 256;  ///< docs/format/NGRAMS.md, section 1

/// The first bytes of a section as the file has it, at most `limit`; empty if there is none of this kind.
Bytes section_in(const std::string& path, const ModelHeader& header, std::uint32_t kind, std::size_t limit) {
  const auto entry = std::ranges::find(header.entries, kind, &ModelEntry::kind);
  if (entry == header.entries.end()) return {};
  return file_part(path, entry->offset, std::min<std::size_t>(entry->bytes, limit));
}

}  // namespace

ModelPreview::ModelPreview(const std::string& path) {
  const ModelHeader header = read_model_header(path, file_beginning(path, model_header_bytes(kMaxModelSections)));
  identity_ = header.identity;
  name_ = read_metadata(path, section_in(path, header, kMetadataSection, kMaxMetadataBytes)).name;
  const Bytes ngrams = section_in(path, header, kNgramSection, kMostRankBytes);
  if (ngrams.empty()) throw Error(ErrorCode::kModel, path + ": has no n-grams to choose it by; name it with -m");
  try {
    read_ranks(ngrams);
  } catch (const Error& error) {
    throw Error(error.code(), path + ": " + error.what());
  }
}

void ModelPreview::read_ranks(ByteView ngrams) {
  SectionReader section(ngrams, "n-grams");
  const SuccessorRanks ranks = SuccessorRanks::read(section);
  ranks_.assign(std::size_t{256} * 256, 255);
  for (std::uint32_t last = 0; last < 256; ++last) {
    std::uint8_t rank = 0;
    for (const std::uint8_t byte : ranks.after(last)) ranks_[last * 256 + byte] = rank++;
  }
}

}  // namespace pith
