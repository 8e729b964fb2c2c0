#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "pith/export.h"
#include "pith/level.h"
#include "pith/measure.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

class State;

struct ScorerOptions {
  int level = kDefaultLevel;
  const Model* model = nullptr;  ///< what to predict from, which the scorer keeps a copy of; null: from empty
  bool adaptive = false;         ///< true: the model learns from each text while it reads it, and forgets it at its end
};

/// Measures texts in memory, many of them, without being built anew for each: measure() is one of its users, and the
/// figures are the same. Cheap to copy, and usable by any number of threads at once: what is only read is shared, and
/// each thread at work has a working state of its own, which is kept for the next one.
///
/// Texts are any bytes. Each is measured as a whole of its own: nothing of one is known in the next.
class Scorer {
 public:
  /// Throws Error kUsage (level).
  explicit Scorer(const ScorerOptions& options = {});

  int level() const;
  bool adaptive() const;
  const Model* model() const;  ///< null: from empty

  /// What measure() says of `text`.
  Measurement score(std::string_view text) const;

  /// The same, and the bits of each byte of `text` in byte_bits, which gets as many numbers. They add up to those of
  /// the measurement. In a text whose lines end in CR LF, which is coded as LF, the CR carries the bits of the pair.
  Measurement score(std::string_view text, std::vector<double>& byte_bits) const;

  /// How a batch is scored.
  struct BatchOptions {
    int threads = 1;  ///< 0 = one per core. Never changes a figure
    std::atomic<std::uint64_t>* text_bytes_done = nullptr;
  };

  /// score() of each text, in their order and to the last bit the same; where a network takes part and nothing is
  /// learnt, several times faster than one by one. Throws Error kUsage (threads).
  std::vector<Measurement> score(std::span<const std::string_view> texts, const BatchOptions& options) const;
  std::vector<Measurement> score(std::span<const std::string_view> texts) const { return score(texts, BatchOptions()); }

  /// The state before any text. Throws Error kUsage if the scorer adapts: all that it would have learnt would belong to
  /// the state.
  State start() const;

  /// The state that State::serialised() gave `bytes` for, with the same level and model. Throws Error kDamaged, kModel
  /// (they differ).
  State restored(std::span<const std::uint8_t> bytes) const;

  class Impl;

 private:
  std::shared_ptr<Impl> impl_;
};

/// Where a text has come to: what a model that does not learn needs to know of it to say what comes next. A plain
/// value: cheap to copy, so that several continuations can be followed from one beginning (beam search, rescoring). It
/// keeps what it needs of its scorer alive. Different states may be used by different threads at once.
class State {
 public:
  State(const State& other);
  State(State&& other) noexcept;
  State& operator=(const State& other);
  State& operator=(State&& other) noexcept;
  ~State();

  /// Goes on by `bytes` and returns what they cost, in bits. Line ends are taken as they are. A state goes through up
  /// to kMaxBlockBytes. Throws Error kUsage when it has come to more.
  double feed(std::string_view bytes);

  /// What feed() would return; the state stays as it is.
  double bits_of(std::string_view continuation) const;

  /// P(next byte), for each of the 256 values; they add up to 1 but for rounding.
  std::array<double, 256> distribution() const;

  std::uint64_t bytes() const;  ///< that were fed since the start
  double bits() const;          ///< that they cost: what Scorer::score() says of them, if they are no more than 2^18

  /// Whether the same is known of what comes next: the last bytes and all that follows from the text before are the
  /// same, though not bytes() and bits(), and the model and level are.
  bool operator==(const State& other) const;

  /// The state as bytes, for Scorer::restored(): the same on all machines.
  std::vector<std::uint8_t> serialised() const;

  class Impl;

 private:
  friend class Scorer;
  explicit State(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace pith
