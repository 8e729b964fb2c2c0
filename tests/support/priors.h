#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/predictor/predictor_impl.h"
#include "model/predictor/prior.h"
#include "support/counted_corpora.h"
#include "support/models.h"
#include "support/works.h"
#include "train/stages/mixing_training.h"

namespace pith::test {

/// The sections of a small model of sentences().
struct Sections {
  Bytes ngrams;
  Bytes mixing;
};

inline const Sections& trained_sections() {
  static const Sections sections = [] {
    const std::vector<std::string> works = works_of_sentences(40, 3000, 1);
    const std::vector<std::string> held_out = works_of_sentences(2, 3000, 2);
    Sections trained;
    trained.ngrams = ngrams_of(Corpus(views_of(works)), 40000, 2);
    trained.mixing = train_mixing(trained.ngrams, views_of(held_out), 2, nullptr);
    return trained;
  }();
  return sections;
}

/// A prior with both sections.
inline Prior trained_prior() { return {trained_sections().ngrams, trained_sections().mixing}; }

/// A model with both.
inline Model trained_model() {
  return Model::from_bytes("trained", model_bytes(metadata_named("trained"),
                                                  {{.kind = kNgramSection, .bytes = trained_sections().ngrams},
                                                   {.kind = kMixingSection, .bytes = trained_sections().mixing}}));
}

/// Teaches `predictor` a text; the probabilities it had for each bit.
inline std::vector<std::uint32_t> read(Predictor::Impl& predictor, const std::string& text) {
  std::vector<std::uint32_t> probabilities;
  for (const std::uint8_t byte : view_of(text)) {
    for (int shift = 7; shift >= 0; --shift) {
      probabilities.push_back(predictor.p16());
      predictor.learn(byte >> shift & 1);
    }
  }
  return probabilities;
}

}  // namespace pith::test
