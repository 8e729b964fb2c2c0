#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "format/models/model_section.h"
#include "support/counted_corpora.h"
#include "support/files.h"
#include "support/models.h"
#include "support/streams.h"
#include "train/stages/mixing_training.h"

namespace pith::test {

inline std::vector<ByteView> views_of(const std::vector<Bytes>& texts) { return {texts.begin(), texts.end()}; }

/// The n-grams of `texts`, of at most `most_bytes`.
inline Bytes trained_ngrams(const std::vector<Bytes>& texts, std::size_t most_bytes) {
  return ngrams_of(Corpus(views_of(texts)), most_bytes);
}

/// The mixing state after reading `texts` with these n-grams.
inline Bytes trained_mixing(ByteView ngrams, const std::vector<Bytes>& texts) {
  return train_mixing(ngrams, views_of(texts), 1, nullptr);
}

/// A model of the sample texts in corpora/, with n-grams of at most `ngram_bytes` and the network of a section, if that
/// is not empty.
inline Bytes sample_model(const std::string& name, std::size_t ngram_bytes, const Bytes& network = {}) {
  const auto sample = [](const char* file) { return bytes_of(read_file(kSourceFolder / "corpora" / file)); };
  const Bytes ngrams = trained_ngrams({sample("the-tide-clerk.txt"), sample("gauge.log")}, ngram_bytes);
  const std::vector<Bytes> others = {sample("stations.json"), sample("note.txt")};
  const Bytes mixing = train_mixing(ngrams, views_of(others), 1, nullptr, {.network = network, .start = {}});
  std::vector<ModelSection> sections = {{.kind = kNgramSection, .bytes = ngrams},
                                        {.kind = kMixingSection, .bytes = mixing}};
  if (!network.empty()) sections.push_back({.kind = kNetworkSection, .bytes = network});
  return model_bytes(metadata_named(name), sections);
}

}  // namespace pith::test
