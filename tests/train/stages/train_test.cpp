#include "pith/train.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "format/models/model_impl.h"
#include "pith/codec.h"
#include "pith/measure.h"
#include "support/errors.h"
#include "support/streams.h"
#include "support/trainings.h"
#include "train/network/training.h"

namespace pith {

using test::bytes_of;
using test::harbour;
using test::model_of;
using test::options_for;
using test::prose;
using test::Trained;
using test::trained;

namespace {

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
  options.network.emplace();
  options.network->start = network_file_bytes(new_network(64));
  options.keep_network = true;
  const std::optional<NetworkCost> cost = trained(options).report.network_cost;
  REQUIRE(cost);
  CHECK(cost->integer_bits_per_byte < 6);  // it knows nothing but which bytes occur
  CHECK(std::abs(cost->quantising_bits_per_byte()) < 0.05);
  CHECK(cost->bytes >= 1024);
  CHECK_FALSE(harbour().report.network_cost);
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
