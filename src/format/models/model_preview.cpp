#include "format/models/model_preview.h"

#include <algorithm>
#include <utility>

#include "base/file_content.h"
#include "base/section_reader.h"
#include "format/models/model_header.h"
#include "format/models/model_metadata.h"
#include "format/models/model_section.h"
#include "model/ngrams/successor_ranks.h"
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
  ModelMetadata said = read_metadata(path, section_in(path, header, kMetadataSection, kMaxMetadataBytes));
  name_ = std::move(said.name);
  held_out_ = std::move(said.held_out);
  const Bytes ngrams = section_in(path, header, kNgramSection, kMostRankBytes);
  if (ngrams.empty()) throw Error(ErrorCode::kModel, path + ": has no n-grams to choose it by; name it with -m");
  try {
    read_ranks(ngrams);
  } catch (const Error& error) {
    throw Error(error.code(), path + ": " + error.what());
  }
}

std::uint32_t ModelPreview::more_at(int level) const {
  const auto ratio_at = [this](std::uint32_t highest) -> std::uint64_t {
    const ModelMetadata::HeldOut* best = nullptr;
    for (const ModelMetadata::HeldOut& each : held_out_) {
      if (each.level <= highest && (best == nullptr || each.level > best->level)) best = &each;
    }
    const bool says = best != nullptr && best->from_empty_millibits > 0 && best->with_model_millibits > 0;
    if (!says) return kAsMuch;
    const std::uint64_t ratio = std::uint64_t{best->with_model_millibits} * kAsMuch / best->from_empty_millibits;
    return std::clamp<std::uint64_t>(ratio, 1, kMostMore);
  };
  const std::uint64_t more = ratio_at(static_cast<std::uint32_t>(level)) * kAsMuch / ratio_at(1);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(more, kMostMore));
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
