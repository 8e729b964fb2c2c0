#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <ostream>
#include <utility>

#include "format/models/model_impl.h"
#include "format/models/model_section.h"
#include "pith/error.h"
#include "pith/federate.h"
#include "train/corpus/corpus.h"
#include "train/exchange/network_change.h"
#include "train/exchange/update.h"
#include "train/network/quantiser.h"
#include "train/network/training.h"
#include "train/ngrams/known_ngrams.h"
#include "train/ngrams/selection.h"
#include "train/ngrams/training.h"
#include "train/stages/stage_teller.h"
#include "train/stages/training_texts.h"

namespace pith {

namespace {

void require(const UpdateOptions& options) {
  if (options.base == nullptr) throw Error(ErrorCode::kUsage, "an update needs a model that it adds to");
  if (!is_party_name(options.party)) {
    throw Error(ErrorCode::kUsage, "a party is called by 1 to 64 of A-Z a-z 0-9 . _ -, not '" + options.party + "'");
  }
  if (!is_change_bits(options.bits)) {
    throw Error(ErrorCode::kUsage, "numbers of " + std::to_string(options.bits) + " bits; choose 2, 4, 8 or 32");
  }
  if (options.seconds > 0 && options.base->impl().section(kNetworkSection).empty()) {
    throw Error(ErrorCode::kUsage, "the model to go on from has no network to train; leave --time out");
  }
}

std::vector<float> floats_of(ByteView bytes, std::size_t count) {
  std::vector<float> floats(count);
  if (bytes.empty()) return floats;
  if (bytes.size() != 4 * count) {
    throw Error(ErrorCode::kUsage, "what the last update left is not of this network; leave it out");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = std::bit_cast<float>(little_endian<std::uint32_t>(bytes.subspan(4 * i)));
    if (std::isfinite(number)) floats[i] = number;
  }
  return floats;
}

Bytes bytes_of_floats(const std::vector<float>& floats) {
  Bytes bytes;
  for (const float number : floats) append_little_endian(bytes, std::bit_cast<std::uint32_t>(number));
  return bytes;
}

/// Trains the network of the base on, and puts its change into the update.
void learn_change(const UpdateOptions& options, const TrainingTexts& texts, Update& update, UpdateReport& report) {
  const NetworkFile start = dequantised(NetworkWeights(options.base->impl().section(kNetworkSection)));
  NetworkOptions network;
  network.units = start.shape.hidden;
  network.seconds = options.seconds;
  network.on_progress = options.on_progress;
  const NetworkTrainingResult result =
      train_parameters(views_of(texts.counted), views_of(texts.tuning), start, network, options.threads);
  const NetworkLayout layout(start.shape);
  std::vector<float> change = floats_of(options.rest, layout.size());
  for (std::size_t i = 0; i < change.size(); ++i) change[i] += result.network.parameters[i] - start.parameters[i];
  CodedChange coded = code_with_feedback(layout, options.bits, change);
  update.bits = options.bits;
  update.network_bytes = report.network_bytes = result.bytes;
  report.network_numbers = layout.size();
  report.network_change_bytes = coded.bytes.size();
  report.network_ideal_bits = coded.ideal_bits;
  report.rest = bytes_of_floats(change);
  update.change = std::move(coded.bytes);
}

/// The best contexts, with the byte before each in place of its position.
AllCounts chosen_counts(const Corpus& corpus, const WeighedCounts& weighed, std::vector<ChosenContext> chosen) {
  const RankingByteOf ranking_byte_of = ranking_bytes_in(corpus);
  std::ranges::sort(chosen, {}, [](const ChosenContext& c) { return std::pair(c.kind, c.number); });
  std::array<std::vector<CountedContext>, kContextKinds> contexts;
  std::array<std::vector<CountedByte>, kContextKinds> bytes;
  for (const ChosenContext& c : chosen) {
    const auto kind = static_cast<std::size_t>(c.kind);
    CountedContext context = weighed[c.kind].contexts()[c.number];
    if (context.hash == UINT32_MAX) continue;  // the code has no room for it
    const auto followed = weighed[c.kind].bytes(context);
    context.position = ranking_byte_of(c.kind, context);
    context.first = bytes[kind].size();
    bytes[kind].insert(bytes[kind].end(), followed.begin(), followed.end());
    contexts[kind].push_back(context);
  }
  AllCounts counts;
  for (std::size_t kind = 0; kind < counts.size(); ++kind) {
    counts[kind] = NgramCounts(std::move(contexts[kind]), std::move(bytes[kind]));
  }
  return counts;
}

void learn_ngrams(const UpdateOptions& options, const TrainingTexts& texts, StageTeller& stages, Update& update) {
  const ByteView section = options.base->impl().section(kNgramSection);
  if (section.empty() || options.max_ngram_bytes == 0) return;
  const KnownNgrams known(section);
  const Corpus corpus(views_of(texts.counted), Corpus::Pieces::kWorks);
  if (corpus.bytes() == 0) return;
  const std::uint64_t passes = ngram_training_steps(corpus) / corpus.bytes();
  const NgramCountingOptions counting{.threads = options.threads,
                                      .memory_bytes = static_cast<std::size_t>(options.sorting_bytes)};
  AllCounts counts = count_all_ngrams(corpus, counting, stages.begin("counting n-grams", corpus.bytes(), passes));
  const WeighedCounts weighed = weigh_ngrams(corpus, std::move(counts), options.threads,
                                             stages.begin("choosing n-grams", corpus.bytes(), passes));
  update.ngrams = chosen_counts(
      corpus, weighed, best_contexts(corpus, weighed, static_cast<std::size_t>(options.max_ngram_bytes), &known));
}

}  // namespace

UpdateReport learn_update(UpdateOptions options, std::ostream& stream) {
  require(options);
  const TrainingTexts texts = training_texts(std::move(options.works), {}, {});
  StageTeller stages(options.begin_stage, options.seconds > 0 ? 3 : 2);
  Update update{.base = options.base->identity(), .party = options.party, .ngrams = {}, .change = {}};
  UpdateReport report;
  update.works = report.works = texts.counted.size();
  update.bytes = report.counted_bytes = bytes_of(texts.counted);
  if (options.seconds > 0) {
    stages.begin_network("training the network");
    learn_change(options, texts, update, report);
  }
  learn_ngrams(options, texts, stages, update);
  for (const NgramCounts& kind : update.ngrams) report.contexts += kind.contexts().size();
  const WrittenUpdate written = update_bytes(update);
  report.bytes = written.bytes.size();
  report.ngram_bytes = written.ngram_bytes;
  report.ngram_ideal_bits = written.ngram_ideal_bits;
  stream.write(reinterpret_cast<const char*>(written.bytes.data()), static_cast<std::streamsize>(written.bytes.size()));
  if (!stream) throw Error(ErrorCode::kIo, "the update: cannot be written; is the disk full?");
  return report;
}

}  // namespace pith
