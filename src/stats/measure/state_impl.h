#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "model/predictor/static_scorer.h"
#include "pith/scorer.h"
#include "stats/measure/scorer_impl.h"

namespace pith {

/// A place in a text of which no more is kept than what can be looked at again.
class State::Impl {
 public:
  explicit Impl(std::shared_ptr<Scorer::Impl> scorer);

  /// Throws Error kDamaged, kModel.
  Impl(std::shared_ptr<Scorer::Impl> scorer, ByteView serialised);

  double feed(std::string_view bytes);
  double bits_of(std::string_view continuation) const;
  void distribution(std::span<double> probabilities) const;
  Bytes serialised() const;
  bool operator==(const Impl& other) const;

  std::uint64_t bytes() const { return bytes_; }
  double bits() const { return meter_.bits(); }

 private:
  template <typename Self, typename Visit>
  static void each_number(Self& self, Visit visit);
  std::uint64_t identity() const;
  void require_room(std::size_t bytes) const;
  void forget();

  std::shared_ptr<Scorer::Impl> scorer_;
  Bytes past_;                 // from the beginning of the line before on
  StaticScorer::Place place_;  // in past_, at its end
  std::uint64_t bytes_ = 0;
  CostMeter meter_;
};

}  // namespace pith
