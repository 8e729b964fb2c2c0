#pragma once

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>

#include "base/random.h"
#include "pith/train.h"
#include "support/models.h"
#include "support/streams.h"

namespace pith::test {

/// Sentences of a language of its own, about `bytes` of them.
inline std::string prose(std::size_t bytes, std::uint64_t seed) {
  constexpr const char* kSubjects[] = {"the harbour master", "a passing ship", "the old clerk", "nobody on the quay"};
  constexpr const char* kVerbs[] = {" remembers ", " has never seen ", " writes down ", " waits for "};
  constexpr const char* kObjects[] = {"the tide of that winter", "a lantern", "the names of the drowned", "good news"};
  Random random(seed);
  std::string text;
  while (text.size() < bytes) {
    text += std::string(kSubjects[random.below(4)]) + kVerbs[random.below(4)] + kObjects[random.below(4)] + ".\n";
  }
  return text;
}

/// So many works of that language, 48,000 bytes together.
inline TrainOptions options_for(std::size_t works) {
  TrainOptions options;
  for (std::size_t i = 0; i < works; ++i) {
    options.works.push_back({std::to_string(100 + i), bytes_of(prose(48'000 / works, i))});
  }
  options.metadata = test::metadata_named("harbour");
  return options;
}

/// A model, and what training it told.
struct Trained {
  TrainReport report;
  Bytes file;
};

inline Trained trained(TrainOptions options) {
  std::ostringstream file;
  TrainReport report = train(std::move(options), file);
  return {std::move(report), bytes_of(file.str())};
}

/// Trained on 24 works.
inline const Trained& harbour() {
  static const Trained kTrained = trained(options_for(24));
  return kTrained;
}

inline Model model_of(const Trained& trained) { return Model::from_bytes("harbour", trained.file); }

}  // namespace pith::test
