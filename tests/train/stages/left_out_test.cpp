#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "format/models/model_impl.h"
#include "support/errors.h"
#include "support/trainings.h"
#include "train/network/training.h"

namespace pith {

using test::bytes_of;
using test::harbour;
using test::model_of;
using test::options_for;
using test::Trained;
using test::trained;

namespace {

/// One that knows nothing.
NetworkOptions useless_network() {
  NetworkOptions network;
  network.start = network_file_bytes(new_network(64));
  network.start_name = "nothing";
  return network;
}

}  // namespace

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

TEST_CASE("the mixing is tuned on texts that are given for it, which are not learnt, and on none that is measured on") {
  TrainOptions options = options_for(24);
  const TrainingText other{"other", bytes_of(test::prose(3000, 77))};
  const TrainingText same{"same", options.works[5].bytes};
  options.held_out = {{"held out", bytes_of(test::prose(3000, 78))}};
  const Trained of_parts = trained(options);
  options.tuning = {other, same, options.held_out.front()};
  const Trained tuned = trained(options);
  CHECK(tuned.report.tuning_bytes == other.bytes.size() + same.bytes.size());
  CHECK(tuned.report.left_out_works == std::vector<LeftOutWork>{{5, LeftOutWork::Reason::kTuning}});
  CHECK(tuned.report.counted_bytes + same.bytes.size() == of_parts.report.counted_bytes + of_parts.report.tuning_bytes);
  CHECK_FALSE(std::ranges::equal(model_of(tuned).impl().section(kMixingSection),
                                 model_of(of_parts).impl().section(kMixingSection)));
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

}  // namespace pith
