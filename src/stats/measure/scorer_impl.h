#pragma once

#include <cassert>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "model/predictor/static_scorer.h"
#include "pith/scorer.h"
#include "stats/measure/static_costs.h"

namespace pith {

/// Reads a coded text from front to back, byte by byte.
class ByteCosts {
 public:
  virtual ~ByteCosts() = default;

  /// The bits of each of the next byte_bits.size() bytes. REQUIRES: as many are left.
  virtual void read(std::span<double> byte_bits) = 0;

  /// Of all that was read.
  double bits() const { return meter_.bits(); }

 protected:
  CostMeter meter_;
};

/// What the copies of a scorer share: its options, the model, and the working states that no thread uses just now. One
/// takes long to make, and gets faster while it works.
class Scorer::Impl {
 public:
  /// Throws Error kUsage (level).
  explicit Impl(const ScorerOptions& options);

  int level() const { return level_; }
  bool adaptive() const { return adaptive_; }
  const Model* model() const { return model_ ? &*model_ : nullptr; }

  /// Whether there are static scorers for these options. Without, a predictor is made for each text.
  bool is_static() const { return first_ != nullptr; }

  /// Whether a text may be begun anywhere, with skip(). REQUIRES: is_static().
  bool skips() const { return !first_->has_network(); }
  void skip(ByteView text, StaticScorer::Place& place, std::size_t count) const { first_->skip(text, place, count); }
  StaticScorer::Place start() const { return first_->start(); }

  /// Of `count` bytes from `place` on. REQUIRES: is_static().
  double cost(ByteView text, StaticScorer::Place place, std::size_t count, Progress& progress);

  /// Of a coded text. REQUIRES: coded.size() <= kMaxBlockBytes.
  double cost(ByteView coded, Progress& progress);

  /// cost() of each: (texts).
  std::vector<double> costs(std::span<const ByteView> coded, Progress& progress);

  /// `coded` and this outlive what is returned. REQUIRES: coded.size() <= kMaxBlockBytes.
  std::unique_ptr<ByteCosts> byte_costs(ByteView coded);

  /// A working state, given back at the end of its life. REQUIRES: is_static().
  class Lease {
   public:
    explicit Lease(Impl& owner) : owner_(owner), costs_(owner.take()) {}
    ~Lease() { owner_.give_back(std::move(costs_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    StaticCosts* operator->() { return costs_.get(); }

   private:
    Impl& owner_;
    std::unique_ptr<StaticCosts> costs_;
  };

  /// Texts without a network are measured in pieces of this, which then are work for several threads.
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

 private:
  std::unique_ptr<StaticCosts> take();
  void give_back(std::unique_ptr<StaticCosts> costs);
  double predictor_cost(ByteView coded, Progress& progress) const;

  int level_;
  bool adaptive_;
  std::optional<Model> model_;
  const StaticScorer* first_ = nullptr;  // of those in free_, or in use
  std::mutex mutex_;
  std::vector<std::unique_ptr<StaticCosts>> free_;
};

}  // namespace pith
