#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/bits/typical_history.h"
#include "model/ngrams/ngrams.h"
#include "support/texts.h"
#include "support/works.h"
#include "train/ngrams/writer.h"

namespace pith::test {

/// An alphabet and its ranks as a section begins, from a text that has every byte.
inline Bytes ranks_of_every_byte() {
  const std::string text = every_byte() + random_text(5000, 3);
  return alphabet_and_ranks(Corpus({view_of(text)}));
}

/// A context with `successors` different random bytes after it.
inline LearntContext random_context(ContextKind kind, std::uint32_t successors, Random& random) {
  LearntContext context{.hash = static_cast<std::uint32_t>(random.next()),
                        .ranking_byte = ranking_byte(kind, static_cast<std::uint8_t>(random.below(256))),
                        .worth = static_cast<float>(random.below(1000)),
                        .count = random.below(1000),
                        .successors = {}};
  std::array<std::uint8_t, 256> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  for (std::uint32_t i = 0; i < successors; ++i) {
    std::swap(bytes[i], bytes[i + random.below(256 - i)]);
    context.successors.push_back({bytes[i], static_cast<std::uint8_t>(random.below(kCountClasses))});
  }
  return context;
}

using NibbleHistories = std::array<std::uint8_t, 15>;

/// What Ngrams::recall() is to write into empty histories, node by node.
inline NibbleHistories expected_histories(const LearntContext& context, std::uint32_t half) {
  NibbleHistories histories{};
  for (std::uint32_t node = 1; node < 16; ++node) {
    std::array<std::uint32_t, 2> counts{};
    for (const LearntByte& s : context.successors) {
      if (half != 0 && half != (16U | s.byte >> 4)) continue;
      const std::uint32_t path = 16U | (half == 0 ? s.byte >> 4 : s.byte & 15);
      for (int down = 1; down <= 4; ++down) {
        if (path >> down == node) counts[path >> (down - 1) & 1] += 1U << s.count_class;
      }
    }
    histories[node - 1] = typical_history(counts[0], counts[1]);
  }
  return histories;
}

/// Any byte whose ranking byte in a context is `ranking`.
inline std::uint8_t last_byte_for(ContextKind kind, std::uint32_t ranking) {
  std::uint8_t last = 0;
  while (ranking_byte(kind, last) != ranking) ++last;
  return last;
}

/// Whether `ngrams` knows a context with just what followed it. `successors` may hold anything.
inline bool knows(const Ngrams& ngrams, ContextKind kind, const LearntContext& context,
                  Ngrams::SuccessorList successors = {}) {
  const Ngrams::Place place = ngrams.find(kind, context.hash);
  if (!place) return false;
  const std::uint8_t last = last_byte_for(kind, context.ranking_byte);
  for (std::uint32_t half = 15; half < 32; ++half) {
    NibbleHistories histories{};
    const std::uint32_t asked = half == 15 ? 0 : half;
    ngrams.recall(kind, *place, last, asked, successors, histories.data());
    if (histories != expected_histories(context, asked)) return false;
  }
  return true;
}

}  // namespace pith::test
