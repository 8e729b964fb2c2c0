#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "pith/export.h"
#include "pith/model.h"
#include "pith/train_peers.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// A work to learn from or to be measured on, as a whole: a book, an article, a log.
struct TrainingText {
  std::string name;
  std::vector<std::uint8_t> bytes;
};

/// The least and the most bytes of all works together that train() takes.
inline constexpr std::uint64_t kMinTrainingBytes = 16384;
inline constexpr std::uint64_t kMaxTrainingBytes = UINT32_MAX;

/// One of the long parts of training.
struct TrainingStage {
  int number = 0;                 ///< from 1
  int count = 0;                  ///< of all stages
  std::string name;               ///< "counting n-grams"
  std::uint64_t total_bytes = 0;  ///< of text that it goes through, all passes together; 0 = unknown
  std::uint64_t passes = 1;       ///< how often it goes through its text
  bool trains_network = false;    ///< what memory it takes depends on the network and the threads
};

/// How far the training of the network has come.
struct NetworkProgress {
  double seconds = 0;  ///< so far, those before an interruption included
  double seconds_left = 0;
  std::uint64_t bytes = 0;  ///< of text that was learnt from, this time
  double bytes_per_second = 0;
  double rate = 0;                 ///< Adam's
  double train_bits_per_byte = 0;  ///< of the text just learnt
  double valid_bits_per_byte = 0;  ///< of parts of the tuning text, spread over all of it
};

/// The recurrent network of a model. Unlike the rest of a model, it comes out differently each time: training it ends
/// after a time, not after an amount of text, and its arithmetic is in float.
struct NetworkOptions {
  static constexpr std::uint32_t kMaxUnits = 1024;
  static constexpr std::uint32_t kUnitsTogether = 64;

  static constexpr std::uint32_t kDefaultUnits = 256;

  /// A multiple of kUnitsTogether, up to kMaxUnits. 0 = those of the network that there is, kDefaultUnits of a new one.
  std::uint32_t units = 0;
  double weight_decay = 0;  ///< what a step takes off each weight, times Adam's rate (Loshchilov, Hutter 2019)
  double seconds = 0;       ///< how long it is trained; 0 = `start` is taken as it is
  std::optional<std::vector<std::uint8_t>> start;  ///< a file of tensors to begin with; none = from `from`, or nothing
  std::string start_name;                          ///< what messages and the model call it
  /// `start` is a checkpoint: go on where it was. All else has to be as it was then.
  bool resume = false;
  RoundOptions rounds;                                      ///< where several train it
  std::function<void(const NetworkProgress&)> on_progress;  ///< now and then, on the calling thread; may be empty
  /// Called every few minutes with a checkpoint: what `start` can be to go on from here. May be empty.
  std::function<void(const std::vector<std::uint8_t>&)> on_checkpoint;
};

/// One of the settings that minimum description length chose from: the bits of a model and those of the corpus, given
/// the model (a two-part code, Rissanen 1978).
struct TwoPartTrial {
  enum class Part { kNgrams, kUnits, kWeightDecay };

  Part part = Part::kNgrams;
  double setting = 0;        ///< bytes of n-grams, units of the network, its weight decay
  double model_bits = 0;     ///< of the file; of the network alone where that is tried
  double bits_per_byte = 0;  ///< of text that the trial has not seen; of the network alone where that is tried
  double data_bits = 0;      ///< of the whole corpus, at bits_per_byte
  bool chosen = false;

  double bits() const { return model_bits + data_bits; }
};

/// What a network costs on text that it was not trained on, in float and in the integers that the model holds.
struct NetworkCost {
  double float_bits_per_byte = 0;    ///< of the same bytes as in integers: no others share their probability
  double integer_bits_per_byte = 0;  ///< with the code that decodes, but without adapting to the text
  std::uint64_t bytes = 0;           ///< of the text that both are of: cuts of the tuning text

  /// What quantising costs; a little below 0 by chance.
  double quantising_bits_per_byte() const { return integer_bits_per_byte - float_bits_per_byte; }
};

/// A work of a corpus that is not learnt from.
struct LeftOutWork {
  enum class Reason {
    kRepeated,  ///< it has the content of another, the first of which by name stays
    kHeldOut,   ///< the model is measured on it
    kTuning     ///< the mixing is tuned on it
  };

  std::size_t number = 0;  ///< from 0, among all works
  Reason reason = Reason::kRepeated;

  bool operator==(const LeftOutWork&) const = default;
};

/// The works that training leaves out for their content, in ascending order. Contents are equal that differ in line
/// ends, in a byte order mark, or in white space at the end alone. Empty works are not among them.
std::vector<LeftOutWork> works_left_out(const std::vector<TrainingText>& works,
                                        const std::vector<TrainingText>& held_out,
                                        const std::vector<TrainingText>& tuning = {});

struct TrainOptions {
  /// From kMinTrainingBytes to kMaxTrainingBytes together, without works_left_out(). Their names decide which are held
  /// out.
  std::vector<TrainingText> works;
  /// What the model is measured on; training does not look at it. Empty: parts of `works` that are then not learnt
  /// from.
  std::vector<TrainingText> held_out;
  /// What the mixing is tuned on, as a whole, without those of `held_out`; neither counted nor read by a network that
  /// is trained. Empty: parts of `works`.
  std::vector<TrainingText> tuning;
  /// What to go on from: the new model knows what this one knows and what `works` add. Bytes that its alphabet lacks
  /// are not learnt. Outlives training; null = from nothing.
  const Model* from = nullptr;
  std::uint64_t max_model_bytes = 12'000'000;  ///< of the file
  /// Chooses how large the n-grams are, up to max_model_bytes, and of a new network how many units it has, up to those
  /// of `network`, and its weight decay: those with the shortest two-part code of the corpus. Half of the network's
  /// time goes into that.
  bool minimum_description_length = false;
  std::uint64_t sorting_bytes = 3'000'000'000;  ///< of memory for counting, shared by the threads
  int threads = 1;                              ///< 0 = one per core. Never changes the model, but for the network
  std::optional<NetworkOptions> network;        ///< none = that of `from`, if it has one
  /// Keeps a network that makes held-out text less than 1 % smaller. Otherwise such a network is left out, and the
  /// n-grams get its room.
  bool keep_network = false;
  /// What the model says about itself, but for `held_out` and `pith_version`, which training fills in, and for what it
  /// says of `from`, which training adds: a fact, its corpora and their totals.
  ModelMetadata metadata;
  /// Those that train the model together, whose texts and options have to be the same; null = this process alone.
  /// Without a network the model is the same for any number of them. Number 0 writes it; the others write nothing and
  /// report nothing. Outlives training.
  TrainingPeers* peers = nullptr;
  /// Called before the first stage: adds to the metadata what is to be said of the texts that the model will be measured
  /// on. May be empty.
  std::function<void(const std::vector<TrainingText>& held_out, ModelMetadata& metadata)> describe_held_out;
  /// Called when a stage begins, on the calling thread. Returns what to advance until the next one begins, null for
  /// nothing. May be empty.
  std::function<std::atomic<std::uint64_t>*(const TrainingStage&)> begin_stage;
};

/// A network that did not pay: bits a character of held-out text, at the highest levels without and with it.
struct LeftOutNetwork {
  double without_network = 0;
  double with_network = 0;
};

struct TrainReport {
  std::uint64_t identity = 0;
  std::uint64_t model_bytes = 0;
  std::uint64_t counted_bytes = 0;  ///< of text that n-grams were counted in
  std::uint64_t tuning_bytes = 0;   ///< of text that the mixing was tuned on
  std::vector<TrainingText> held_out;
  std::uint64_t held_out_characters = 0;
  std::vector<ModelMetadata::HeldOut> results;  ///< of levels 1, 2, 3, and with a network 6, as in the model
  std::vector<TwoPartTrial> trials;             ///< in their order; none unless minimum_description_length
  std::uint64_t network_bytes = 0;              ///< of text that the network was trained on, repetitions included
  std::optional<NetworkCost> network_cost;      ///< none where no network is quantised, or too little text is set aside
  std::optional<LeftOutNetwork> left_out_network;  ///< none where there was none to leave out
  std::vector<LeftOutWork> left_out_works;         ///< numbers of TrainOptions::works
};

/// Trains a model on texts and writes its file: the same bytes for the same texts, options and metadata. Line ends are
/// learnt as LF, as predictors see them. Throws Error kUsage (options, too little or too much text), kIo (the stream).
TrainReport train(TrainOptions options, std::ostream& model);

}  // namespace pith
