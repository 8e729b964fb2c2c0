#include "pith/train.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "base/random.h"
#include "format/model_impl.h"
#include "pith/codec.h"
#include "pith/measure.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/streams.h"
#include "train/network/training.h"

namespace pith {

using test::bytes_of;

namespace {

/// Sentences of a language of its own, about `bytes` of them.
std::string prose(std::size_t bytes, std::uint64_t seed) {
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

TrainOptions options_for(std::size_t works) {
  TrainOptions options;
  for (std::size_t i = 0; i < works; ++i) {
    options.works.push_back({std::to_string(100 + i), bytes_of(prose(48'000 / works, i))});
  }
  options.metadata = test::metadata_named("harbour");
  return options;
}

struct Trained {
  TrainReport report;
  Bytes file;
};

Trained trained(TrainOptions options) {
  std::ostringstream file;
  TrainReport report = train(std::move(options), file);
  return {std::move(report), bytes_of(file.str())};
}

const Trained& harbour() {
  static const Trained kTrained = trained(options_for(24));
  return kTrained;
}

/// One that knows nothing.
NetworkOptions useless_network() {
  NetworkOptions network;
  network.start = rnn_file_bytes(new_rnn(64));
  network.start_name = "nothing";
  return network;
}

Model model_of(const Trained& trained) { return Model::from_bytes("harbour", trained.file); }

double bits(const std::string& text, const Model* model) {
  std::istringstream stream(text);
  return measure(stream, {.level = 3, .model = model}).bits;
}

}  // namespace

TEST_CASE("the threads do not change a model") {
  TrainOptions options = options_for(24);
  options.threads = 2;
  CHECK(trained(options).file == harbour().file);
}

TEST_CASE("the order in which works are given does not change a model, nor do their line ends") {
  TrainOptions options = options_for(24);
  std::swap(options.works.front(), options.works.back());
  std::string text = test::string_of(options.works[1].bytes);
  for (std::size_t i = text.find('\n'); i != std::string::npos; i = text.find('\n', i + 2)) text.insert(i, "\r");
  options.works[1].bytes = bytes_of(text);
  CHECK(trained(options).file == harbour().file);
}

TEST_CASE("a text like those that a model was trained on costs less with it than from empty") {
  const Model model = model_of(harbour());
  const std::string text = prose(2000, 77);
  CHECK(bits(text, &model) < 0.6 * bits(text, nullptr));
}

TEST_CASE("an archive made with a trained model is restored with it") {
  const Model model = model_of(harbour());
  const std::string text = prose(5000, 78);
  for (const int level : {1, 2, 3}) {
    std::istringstream in(text);
    std::stringstream archive;
    compress(in, archive, {.level = level, .model = &model});
    std::ostringstream restored;
    decompress(archive, restored, {.find_model = [&](std::uint64_t) { return model; }});
    CHECK(restored.str() == text);
  }
}

TEST_CASE("a model says what it was trained and measured on") {
  const Model model = model_of(harbour());
  const TrainReport& report = harbour().report;
  CHECK(model.identity() == report.identity);
  CHECK(model.file_bytes() == report.model_bytes);
  CHECK(model.metadata().name == "harbour");
  CHECK_FALSE(model.metadata().pith_version.empty());
  CHECK(model.metadata().held_out == report.results);
  REQUIRE(report.results.size() == 3);
  REQUIRE(report.held_out.size() == 1);
  CHECK(report.held_out[0].name == "115");
  CHECK(report.held_out_characters == report.held_out[0].bytes.size());
  for (const ModelMetadata::HeldOut& result : report.results) {
    CHECK(result.text_bytes == report.held_out[0].bytes.size());
    CHECK(result.with_model_millibits < result.from_empty_millibits);
  }
}

TEST_CASE("nothing is learnt from what is held out") {
  TrainOptions options = options_for(24);
  options.works[15].bytes = bytes_of(prose(3000, 99));
  const Model other = model_of(trained(options));
  const Model model = model_of(harbour());
  CHECK(other.identity() != model.identity());  // the figures are others
  for (const std::uint32_t kind : {kNgramSection, kMixingSection}) {
    CHECK(std::ranges::equal(other.impl().section(kind), model.impl().section(kind)));
  }
}

TEST_CASE("the report tells what quantising the network cost, if there is one") {
  TrainOptions options = options_for(24);
  options.network = useless_network();
  options.keep_network = true;
  const std::optional<NetworkCost> cost = trained(options).report.network_cost;
  REQUIRE(cost);
  CHECK(cost->integer_bits_per_byte < 6);  // it knows nothing but which bytes occur
  CHECK(std::abs(cost->quantising_bits_per_byte()) < 0.05);
  CHECK(cost->bytes >= 1024);
  CHECK_FALSE(harbour().report.network_cost);
}

TEST_CASE("a network that is not worth 1 % is left out, the n-grams get its room, and both is said") {
  TrainOptions options = options_for(24);
  options.network = useless_network();
  std::vector<TrainingStage> stages;
  options.begin_stage = [&](const TrainingStage& stage) {
    stages.push_back(stage);
    return nullptr;
  };
  const Trained left_out = trained(options);
  const Model model = model_of(left_out);
  const Model without = model_of(harbour());
  CHECK(model.impl().section(kNetworkSection).empty());
  CHECK(std::ranges::equal(model.impl().section(kNgramSection), without.impl().section(kNgramSection)));
  CHECK(std::ranges::equal(model.impl().section(kMixingSection), without.impl().section(kMixingSection)));
  REQUIRE(left_out.report.left_out_network);
  CHECK(left_out.report.left_out_network->with_network > 0.99 * left_out.report.left_out_network->without_network);
  CHECK(left_out.report.results.size() == 3);
  CHECK_FALSE(left_out.report.network_cost);
  REQUIRE(model.metadata().facts.size() == 1);
  CHECK(model.metadata().facts[0].value.find("left out") == 0);
  CHECK(stages.back().number == stages.back().count);
}

TEST_CASE("a network that is not worth 1 % is kept where that is asked for") {
  TrainOptions options = options_for(24);
  options.network = useless_network();
  options.keep_network = true;
  const Trained kept = trained(options);
  CHECK_FALSE(model_of(kept).impl().section(kNetworkSection).empty());
  CHECK_FALSE(kept.report.left_out_network);
  CHECK(kept.report.results.size() == 4);
}

TEST_CASE("equal works count once, and what is measured on is not learnt") {
  TrainOptions options = options_for(24);
  for (std::size_t i = 0; i < 24; i += 5) {
    options.works.push_back(options.works[i]);
    options.works.back().name += " copy";
  }
  const Trained repeated = trained(options);
  CHECK(repeated.file == harbour().file);
  CHECK(repeated.report.left_out_works.size() == 5);
  CHECK(repeated.report.left_out_works[0] == LeftOutWork{24, LeftOutWork::Reason::kRepeated});

  const std::string secret = "Boats asleep 48151623 knew Zephyra Quill. ";
  std::string told;
  while (told.size() < 2000) told += secret;
  options = options_for(24);
  for (const char* name : {"a", "b", "c"}) options.works.push_back({name, bytes_of(told + '\n')});
  options.held_out = {{"told", bytes_of(told)}, {"again", bytes_of(told)}};
  const Trained measured = trained(options);
  CHECK(measured.report.left_out_works.size() == 3);
  CHECK(measured.report.left_out_works[0].reason == LeftOutWork::Reason::kHeldOut);
  CHECK(measured.report.held_out.size() == 1);
  TrainOptions untold = options_for(24);
  untold.held_out = {{"told", bytes_of(told)}};
  CHECK(trained(untold).file == measured.file);
}

TEST_CASE("a corpus that is too small without its copies is refused") {
  TrainOptions options = options_for(1);
  options.works.front().bytes.resize(kMinTrainingBytes / 2);
  options.works.push_back(options.works.front());
  CHECK(test::message_of([&] { trained(options); }).find("without texts that repeat others") != std::string::npos);
  options = options_for(3);
  options.held_out = {{"empty", {}}};
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
}

TEST_CASE("texts to measure on may be given, and all works are learnt from or tuned on") {
  TrainOptions options = options_for(24);
  options.held_out.push_back({"other", bytes_of(prose(1000, 80))});
  const TrainReport report = trained(options).report;
  REQUIRE(report.held_out.size() == 1);
  CHECK(report.held_out[0].name == "other");
  CHECK(report.results[0].text_bytes == options.held_out[0].bytes.size());
  std::uint64_t bytes = 0;
  for (const TrainingText& work : options.works) bytes += work.bytes.size();
  CHECK(report.counted_bytes + report.tuning_bytes == bytes);
}

TEST_CASE("the stages are told in order, and each advances to its end") {
  TrainOptions options = options_for(3);
  std::vector<TrainingStage> stages;
  std::atomic<std::uint64_t> done = 0;
  options.begin_stage = [&](const TrainingStage& stage) {
    if (!stages.empty()) CHECK(done == stages.back().total_bytes);
    done = 0;
    stages.push_back(stage);
    return &done;
  };
  trained(options);
  CHECK(done == stages.back().total_bytes);
  REQUIRE(stages.size() == 4);
  std::uint64_t works = 0;
  for (const TrainingText& work : options_for(3).works) works += work.bytes.size();
  CHECK(stages[0].total_bytes / stages[0].passes < works);  // what is set aside is not counted
  CHECK(stages[0].total_bytes / stages[0].passes > works / 2);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(stages[i].number == i + 1);
    CHECK(stages[i].count == 4);
    CHECK(stages[i].total_bytes % stages[i].passes == 0);
  }
}

TEST_CASE("a model is no longer than it may be") {
  TrainOptions options = options_for(24);
  options.max_model_bytes = harbour().file.size() - 1000;
  const std::size_t bytes = trained(options).file.size();
  CHECK(bytes <= options.max_model_bytes);
  CHECK(bytes > options.max_model_bytes - 1000);
}

TEST_CASE("a model that has no room for n-grams is refused with what it needs") {
  TrainOptions options = options_for(24);
  options.max_model_bytes = 1000;
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
  CHECK(test::message_of([&] { trained(options); }).find("allow from ") != std::string::npos);
  options.max_model_bytes = std::uint64_t{1} << 40;
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
}

TEST_CASE("a corpus that is too small is refused with what is needed") {
  TrainOptions options = options_for(24);
  options.works.clear();
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
  options.works.push_back({"tiny", bytes_of(std::string(kMinTrainingBytes - 1, 'x'))});
  CHECK(test::message_of([&] { trained(options); }).find("at least 16384") != std::string::npos);
}

TEST_CASE("texts of any kind can be learnt from") {
  for (const std::string& text : {std::string(20'000, 'x'), std::string(20'000, '\n'), std::string(20'000, '\0')}) {
    TrainOptions options = options_for(3);
    options.works = {{"odd", bytes_of(text)}};
    CHECK(test::error_of([&] { trained(options); }) == "no error");
  }
}

TEST_CASE("metadata that no model may have are refused before anything is learnt") {
  TrainOptions options = options_for(3);
  options.metadata.name = "two words";
  options.begin_stage = [](const TrainingStage&) -> std::atomic<std::uint64_t>* {
    FAIL("too late");
    return nullptr;
  };
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
}

TEST_CASE("a full disk is reported") {
  test::FullOutput disk(1000);
  std::ostream stream(&disk);
  CHECK(test::error_of([&] { train(options_for(3), stream); }) == "kIo");
}

}  // namespace pith
