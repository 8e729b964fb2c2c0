#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"
#include "train/network/file.h"

namespace pith {

/// The network that a model is to have: a new one, one from a file, or that of the model training goes on from.
class ModelNetwork {
 public:
  /// `from`: the network section of the model to go on from, empty = none; outlives this. `texts` decide which bytes
  /// the network tells apart. Throws Error kUsage (options), and as read_rnn_file().
  ModelNetwork(const std::optional<NetworkOptions>& options, ByteView from, const std::vector<ByteView>& texts);

  bool is_none() const { return !start_ && kept_.empty(); }
  bool is_trained() const { return start_ && options_->seconds > 0; }

  /// What the model says of it: "512 units, trained for 600 s".
  std::string description() const;

  /// How long its section will be.
  std::size_t section_bytes() const;

  /// Chooses the units and the weight decay of a new network that is to be trained, by the two-part code of a corpus of
  /// `corpus_bytes`; takes half of the time. Nothing is chosen of a network that is there already.
  std::vector<TwoPartTrial> choose(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation,
                                   std::uint64_t corpus_bytes, int threads);

  /// Trains if that is asked for. Returns the section; empty if there is none. Call it once.
  Bytes section(const std::vector<ByteView>& texts, const std::vector<ByteView>& validation, int threads);
  std::uint64_t trained_bytes() const { return trained_bytes_; }

  /// What the network of section() costs on `validation`, as network_cost(). None of one that is kept as it is.
  const std::optional<NetworkCost>& cost() const { return cost_; }

 private:
  TwoPartTrial trial(TwoPartTrial::Part part, double setting, const std::vector<ByteView>& texts,
                     const std::vector<ByteView>& validation, std::uint64_t corpus_bytes, int threads);

  std::optional<NetworkOptions> options_;
  bool is_new_ = false;
  ByteView kept_;                 // what is taken over as it is
  std::optional<RnnFile> start_;  // what becomes a section, trained first or not
  Bytes symbols_;
  std::uint64_t trained_bytes_ = 0;
  std::optional<NetworkCost> cost_;
};

}  // namespace pith
