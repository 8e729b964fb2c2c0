#include "train/stages/origin.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pith {

namespace {

void cut(std::vector<ModelMetadata::Corpus>& corpora) {
  if (corpora.size() <= kMostCorpora) return;
  std::uint64_t bytes = 0;
  for (std::size_t i = kMostCorpora - 1; i < corpora.size(); ++i) bytes += corpora[i].bytes;
  const std::string rest = "... (" + std::to_string(corpora.size() - kMostCorpora + 1) + " more)";
  corpora.resize(kMostCorpora - 1);
  corpora.push_back({.name = rest, .bytes = bytes, .sha256 = {}});
}

}  // namespace

void describe_origin(ModelMetadata& metadata, const Model& origin) {
  const ModelMetadata& old = origin.metadata();
  std::vector<ModelMetadata::Corpus> corpora = old.corpora;
  corpora.insert(corpora.end(), metadata.corpora.begin(), metadata.corpora.end());
  cut(corpora);
  metadata.corpora = std::move(corpora);
  metadata.corpus_files += old.corpus_files;
  metadata.corpus_bytes += old.corpus_bytes;
  metadata.facts.push_back({.name = "from", .value = old.name + " " + identity_text(origin.identity())});
}

}  // namespace pith
