#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "model/nibbles/kernels.h"
#include "model/nibbles/nibble_match.h"
#include "model/predictor/prior.h"

namespace pith {

/// The weights that nibbles are mixed with: two sets, each chosen by what is known before a nibble. They begin alike
/// for all decisions of a nibble, and learn apart.
class NibbleMixing {
 public:
  /// How many of the longer contexts there are whose visits choose weights.
  static constexpr int kWatched = 3;
  static constexpr int kMasks = 1 << kWatched;

  /// `start`: what weights() of another gave, empty = untaught.
  explicit NibbleMixing(std::span<const std::int32_t> start) : first_(kFirstRows), second_(kSecondRows) {
    if (start.empty()) {
      for (NibbleWeights& row : first_) row.of.fill(kUntaught);
      return;
    }
    assert(start.size() == kWeights);
    for (std::size_t row = 0; row < kFirstRows; ++row) {
      set(first_[row], start.subspan((row / kHalves * 2 + (row % kHalves == 0 ? 0 : 1)) * kNibbleSources));
    }
    for (std::size_t row = 0; row < kSecondRows; ++row) {
      set(second_[row], start.subspan((2 * kGroups + row) * kNibbleSources));
    }
  }

  /// The weights of the first set. `unsteady`: the watched contexts that were visited rarely, as bits; `half`: 0 for
  /// the first nibble of a byte, else the bits before it, 16 to 31.
  NibbleWeights* first(int match_class, std::uint32_t unsteady, std::uint32_t half) {
    const std::size_t group = static_cast<std::size_t>(match_class) * kMasks + unsteady;
    return &first_[group * kHalves + (half == 0 ? 0 : half - 15)];
  }

  /// Those of the second one, by the last byte.
  NibbleWeights* second(std::uint8_t last, std::uint32_t half) {
    return &second_[std::size_t{last} * 2 + (half == 0 ? 0 : 1)];
  }

  /// For a model: 16 times the mean over the decisions of a nibble, and for the first set over all first nibbles:
  /// (groups)(first or second nibble)(sources), then (last bytes)(the same)(sources).
  std::vector<std::int32_t> weights() const {
    std::vector<std::int32_t> all;
    all.reserve(kWeights);
    for (std::size_t group = 0; group < kGroups; ++group) {
      const std::span rows = std::span(first_).subspan(group * kHalves, kHalves);
      append_means(rows.first(1), all);
      append_means(rows.subspan(1), all);
    }
    for (const NibbleWeights& row : second_) append_means({&row, 1}, all);
    return all;
  }

  static constexpr std::size_t kGroups = std::size_t{NibbleMatch::kClasses} * kMasks;
  static constexpr std::size_t kSecondRows = 512;
  static constexpr std::size_t kWeights = (2 * kGroups + kSecondRows) * kNibbleSources;
  static constexpr MixingShape kShape = {
      .maps = 0, .matches = NibbleMatch::kBuckets, .weights = kWeights, .final_weights = 0};

 private:
  static constexpr std::size_t kHalves = 17;  // the first nibble, and the second one after each first one
  static constexpr std::size_t kFirstRows = kGroups * kHalves;
  static constexpr int kUnit = 16;  // of weights in a model

  static constexpr NibbleValues kUntaught = [] {
    NibbleValues weights{};
    weights.fill(4200);
    return weights;
  }();

  static void set(NibbleWeights& row, std::span<const std::int32_t> weights) {
    for (std::size_t source = 0; source < kNibbleSources; ++source) {
      row.of[source].fill(static_cast<std::int16_t>(weights[source] / kUnit));
    }
  }

  /// Each decision counts as often as it is made if all nibbles are as frequent.
  static void append_means(std::span<const NibbleWeights> rows, std::vector<std::int32_t>& means) {
    for (std::size_t source = 0; source < kNibbleSources; ++source) {
      std::int64_t sum = 0;
      for (const NibbleWeights& row : rows) {
        for (unsigned node = 1; node < 16; ++node) {
          sum += row.of[source][node] * std::int64_t{16 >> std::bit_width(node)};
        }
      }
      means.push_back(static_cast<std::int32_t>(sum / (32 * static_cast<std::int64_t>(rows.size()))) * kUnit);
    }
  }

  AlignedVector<NibbleWeights> first_;   // (match classes)(masks)(halves)
  AlignedVector<NibbleWeights> second_;  // (last bytes)(first or second nibble)
};

}  // namespace pith
