#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.h"
#include "format/models/model_impl.h"
#include "pith/measure.h"
#include "pith/train.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/streams.h"
#include "train/stages/origin.h"

namespace pith {

using test::bytes_of;

namespace {

using Phrases = std::vector<std::string>;

const Phrases kHarbour = {"the harbour master", "remembers",      "the tide of that winter", "a passing ship",
                          "has never seen",     "nobody on land", "waits for good news",     "the quay"};
const Phrases kGarden = {"under young apple trees", "we dug deep holes", "carrots grew slowly", "while rain fell",
                         "my uncle pulled weeds",   "behind sheds",      "bees came by noon",   "every spring"};

std::string prose(const Phrases& phrases, std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  std::string text;
  while (text.size() < bytes) {
    text += phrases[random.below(static_cast<std::uint32_t>(phrases.size()))] + (random.below(4) == 0 ? ".\n" : " ");
  }
  return text;
}

TrainOptions options_for(const Phrases& phrases, const std::string& name) {
  TrainOptions options;
  for (std::size_t i = 0; i < 24; ++i)
    options.works.push_back({std::to_string(100 + i), bytes_of(prose(phrases, 2000, i))});
  options.metadata = test::metadata_named(name);
  options.metadata.corpora = {{.name = name, .bytes = 48000, .sha256 = {}}};
  options.metadata.corpus_files = 24;
  options.metadata.corpus_bytes = 48000;
  return options;
}

Bytes trained(const TrainOptions& options) {
  std::ostringstream file;
  train(options, file);
  return bytes_of(file.str());
}

const Model& harbour() {
  static const Model kModel = Model::from_bytes("harbour", trained(options_for(kHarbour, "harbour")));
  return kModel;
}

TrainOptions going_on() {
  TrainOptions options = options_for(kGarden, "garden");
  options.from = &harbour();
  return options;
}

const Model& both() {
  static const Model kModel = Model::from_bytes("garden", trained(going_on()));
  return kModel;
}

double bits(const std::string& text, const Model& model) {
  std::istringstream stream(text);
  return measure(stream, {.level = 3, .model = &model}).bits;
}

}  // namespace

TEST_CASE("a model that goes on from another knows what that one knows and what its texts add") {
  const std::string old_text = prose(kHarbour, 2000, 77);
  CHECK(bits(old_text, both()) < 1.15 * bits(old_text, harbour()));
  const std::string new_text = prose(kGarden, 2000, 78);
  CHECK(bits(new_text, both()) < 0.6 * bits(new_text, harbour()));
}

TEST_CASE("going on from a model gives the same bytes for any number of threads") {
  TrainOptions options = going_on();
  options.threads = 2;
  const Model model = Model::from_bytes("garden", trained(options));
  CHECK(model.identity() == both().identity());
}

TEST_CASE("a model says what it went on from") {
  const ModelMetadata& metadata = both().metadata();
  const ModelMetadata::Fact from = {"from", "harbour " + identity_text(harbour().identity())};
  CHECK(metadata.facts == std::vector{from});
  REQUIRE(metadata.corpora.size() == 2);
  CHECK(metadata.corpora[0].name == "harbour");
  CHECK(metadata.corpora[1].name == "garden");
  CHECK(metadata.corpus_files == 48);
  CHECK(metadata.corpus_bytes == 96000);
}

TEST_CASE("corpora become so many rows at most") {
  ModelMetadata metadata = test::metadata_named("garden");
  metadata.corpora.assign(2 * kMostCorpora, {.name = "leaf", .bytes = 3, .sha256 = {}});
  describe_origin(metadata, harbour());
  REQUIRE(metadata.corpora.size() == kMostCorpora);
  CHECK(metadata.corpora[0].name == "harbour");
  CHECK(metadata.corpora.back().name == "... (514 more)");
  CHECK(metadata.corpora.back().bytes == 514 * 3);
}

TEST_CASE("what cannot hold the old model is refused with the size that can") {
  TrainOptions options = going_on();
  options.max_model_bytes = harbour().file_bytes() - 2000;
  const std::string message = test::message_of([&] { trained(options); });
  CHECK(test::error_of([&] { trained(options); }) == "kUsage");
  const std::string before = "raise --max-size to at least ";
  const std::size_t size = message.find(before);
  REQUIRE(size != std::string::npos);
  options.max_model_bytes = std::stoull(message.substr(size + before.size()));
  CHECK(trained(options).size() <= options.max_model_bytes);
}

TEST_CASE("mixing goes on from the old model's") {
  const Bytes ngrams = [] {
    const ByteView section = harbour().impl().section(kNgramSection);
    return Bytes(section.begin(), section.end());
  }();
  const Bytes untuned = test::model_bytes(test::metadata_named("untuned"), {{.kind = kNgramSection, .bytes = ngrams}});
  const Model from = Model::from_bytes("untuned", untuned);
  TrainOptions options = going_on();
  options.from = &from;
  const Model other = Model::from_bytes("garden", trained(options));
  CHECK(std::ranges::equal(other.impl().section(kNgramSection), both().impl().section(kNgramSection)));
  CHECK(!std::ranges::equal(other.impl().section(kMixingSection), both().impl().section(kMixingSection)));
}

TEST_CASE("going on from a model without n-grams learns those that no model would") {
  const Model empty = test::model_named("empty");
  TrainOptions options = options_for(kGarden, "garden");
  const Model alone = Model::from_bytes("garden", trained(options));
  options.from = &empty;
  const Model model = Model::from_bytes("garden", trained(options));
  for (const std::uint32_t kind : {kNgramSection, kMixingSection}) {
    CHECK(std::ranges::equal(model.impl().section(kind), alone.impl().section(kind)));
  }
}

}  // namespace pith
