#include "pith/model.h"

#include <algorithm>

#include "base/file_content.h"
#include "format/models/model_header.h"
#include "format/models/model_impl.h"
#include "pith/error.h"
#include "pith/short_name.h"

namespace pith {

namespace {

ZeroedArray<std::uint8_t> copy_of(ByteView bytes) {
  ZeroedArray<std::uint8_t> copy(bytes.size());
  std::ranges::copy(bytes, copy.data());
  return copy;
}

/// Messages of Prior do not know the name of the file.
std::optional<Prior> prior_of(const std::string& name, const ModelFile& file) {
  const ByteView ngrams = section_of(file, kNgramSection);
  const ByteView mixing = section_of(file, kMixingSection);
  const ByteView network = section_of(file, kNetworkSection);
  if (ngrams.empty() && mixing.empty() && network.empty()) return std::nullopt;
  try {
    return Prior(ngrams, mixing, network);
  } catch (const Error& error) {
    throw Error(error.code(), name + ": " + error.what());
  }
}

}  // namespace

ByteView section_of(const ModelFile& file, std::uint32_t kind) {
  const auto found = std::ranges::find(file.sections, kind, &ModelSection::kind);
  return found == file.sections.end() ? ByteView() : found->bytes;
}

Model::Impl::Impl(const std::string& name, ZeroedArray<std::uint8_t> content)
    : content_(std::move(content)),
      file_(read_model(name, {content_.data(), content_.size()})),
      prior_(prior_of(name, file_)) {}

Model Model::open(const std::string& path) {
  return Model(std::make_shared<const Impl>(path, file_content(path, kMaxModelBytes)));
}

Model Model::from_bytes(const std::string& name, const std::vector<std::uint8_t>& bytes) {
  return Model(std::make_shared<const Impl>(name, copy_of(bytes)));
}

std::uint64_t Model::identity() const { return impl_->file().identity; }

const ModelMetadata& Model::metadata() const { return impl_->file().metadata; }

std::uint64_t Model::file_bytes() const { return impl_->file_bytes(); }

std::uint64_t Model::memory_bytes() const {
  // What mixing learnt and the output layer, unpacked, the tables of the prefix code: less than 3 MiB at any size.
  constexpr std::uint64_t kUnpackedBytes = 4 << 20;
  return file_bytes() + kUnpackedBytes;
}

std::vector<Model::Section> Model::sections() const {
  std::vector<Section> sections;
  for (const ModelSection& section : impl_->file().sections) {
    sections.push_back({.kind = section.kind, .bytes = section.bytes.size()});
  }
  return sections;
}

std::string identity_text(std::uint64_t identity) {
  std::string digits(is_short_name(identity) ? 6 : 16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, identity >>= 4) {
    *digit = "0123456789abcdef"[identity & 15];
  }
  return digits;
}

bool looks_like_model(const void* prefix, std::size_t size) {
  const auto* bytes = static_cast<const std::uint8_t*>(prefix);
  return size >= kModelMagic.size() && std::equal(kModelMagic.begin(), kModelMagic.end(), bytes);
}

}  // namespace pith
