#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"
#include "train/network/file.h"
#include "train/stages/checkpoint.h"

namespace pith {

/// The network that a model is to have: none, one that is kept as it is, or one that `start` becomes.
struct PlannedNetwork {
  ByteView kept;                     ///< a section; empty where there is a start, or no network at all
  std::optional<NetworkFile> start;  ///< trained first if `options` give it time
  bool is_new = false;               ///< the start is random, and nothing is chosen yet
  NetworkOptions options;            ///< of the start, its units not 0
  CheckpointRecord record;           ///< what checkpoints will say
  std::string history;               ///< what is told of how it came to be so far
  Bytes symbols;                     ///< the bytes that the start is to tell apart

  bool is_none() const { return !start && kept.empty(); }
  bool is_trained() const { return start && options.seconds > 0; }

  /// How long its section will be; 0 without a network.
  std::size_t section_bytes() const;
};

/// Where a network may come from: nothing, a model, or the file that NetworkOptions have.
struct NetworkOrigin {
  ByteView section;     ///< of the model to go on from, empty = none; outlives the network
  std::string history;  ///< what the model says of it
};

/// `texts` decide which bytes the network tells apart; `terms` are the present ones. Throws Error kUsage (options, or
/// not those of the checkpoint that is gone on with), and as read_network_file() and read_checkpoint().
PlannedNetwork plan_network(const std::optional<NetworkOptions>& options, const NetworkOrigin& from,
                            const std::vector<ByteView>& texts, const TrainingTerms& terms = {});

/// What the model says of a network after so many seconds of training: "512 units, trained for 600 s".
/// REQUIRES: there is one.
std::string description(const PlannedNetwork& network, double seconds);

/// What a network learns from, and what it is measured on meanwhile.
struct NetworkTexts {
  std::vector<ByteView> training;
  std::vector<ByteView> validation;
};

struct ChosenNetwork {
  PlannedNetwork network;
  std::vector<TwoPartTrial> trials;
  std::uint64_t trained_bytes = 0;  ///< in the trials
};

/// Chooses the units and the weight decay of a new network that is to be trained, by the two-part code of a corpus of
/// `corpus_bytes`; that takes half of its time. Nothing is chosen of a network that is there already.
ChosenNetwork choose_network(PlannedNetwork network, const NetworkTexts& texts, std::uint64_t corpus_bytes,
                             int threads);

struct TrainedNetwork {
  Bytes section;                    ///< empty if there is none
  std::uint64_t trained_bytes = 0;  ///< of text, repetitions included
  double seconds = 0;               ///< of training, those before an interruption included
  std::optional<NetworkCost> cost;  ///< as network_cost(); none of a network that is kept
};

/// The network as it is planned, trained if that is asked for.
/// `peers`: as train_parameters().
TrainedNetwork train_network(PlannedNetwork network, const NetworkTexts& texts, int threads,
                             TrainingPeers* peers = nullptr);

}  // namespace pith
