#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "pith/model_choice.h"
#include "support/temporary_folder.h"
#include "support/trained_models.h"

namespace pith {

using test::bytes_of;
using test::metadata_named;
using test::model_bytes;

namespace {

/// A language of some words: texts of it have them in any order.
struct Language {
  std::vector<std::string> words;

  std::string text(std::size_t bytes, std::uint64_t seed) const {
    Random random(seed);
    std::string text;
    while (text.size() < bytes)
      text += words[random.below(static_cast<std::uint32_t>(words.size()))] + (random.below(9) == 0 ? ".\n" : " ");
    return text.substr(0, bytes);
  }
};

const Language kOwls{{"whether", "the", "owl", "thinks", "through", "with", "thought", "there", "wheat", "which"}};
const Language kCats{{"katze", "zunge", "zack", "ganz", "zucker", "jetzt", "kurz", "nicht", "zwischen", "macht"}};

/// A model of `language`. It says that a character of other text takes 2 bits from empty, and with it 1 bit at level 1
/// and `millibits` thousandths at level 6.
Bytes learnt(const std::string& name, const Language& language, std::uint32_t millibits = 1000) {
  std::vector<Bytes> texts;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) texts.push_back(bytes_of(language.text(4000, seed)));
  const Bytes ngrams = test::trained_ngrams(texts, 1 << 20);
  const Bytes mixing = test::trained_mixing(ngrams, {bytes_of(language.text(4000, 5))});
  ModelMetadata metadata = metadata_named(name);
  metadata.held_out = {{.level = 1, .text_bytes = 9, .from_empty_millibits = 2000, .with_model_millibits = 1000},
                       {.level = 6, .text_bytes = 9, .from_empty_millibits = 2000, .with_model_millibits = millibits}};
  return model_bytes(metadata, {{.kind = kNgramSection, .bytes = ngrams}, {.kind = kMixingSection, .bytes = mixing}});
}

/// A model that predicts as from empty.
Bytes without_effect(const std::string& name) {
  return model_bytes(metadata_named(name), {{.kind = kNgramSection, .bytes = test::smallest_ngrams()}});
}

class TwoModels {
  test::TemporaryFolder folder_;

 public:
  std::string put(const std::string& name, const Bytes& bytes) const { return folder_.write(name, bytes); }

  const std::string owls = put("owls.pithm", learnt("owls", kOwls));
  const std::string cats = put("cats.pithm", learnt("cats", kCats));
};

/// The name of the model that is chosen, "none" for none.
std::string chosen(const std::vector<std::string>& files, const TextSample& sample) {
  const ModelChoice choice = ModelChooser(files).choose(sample);
  return choice.model ? choice.model->metadata().name : "none";
}

}  // namespace

TEST_CASE("each text is coded from the model of its language, and others from none") {
  const TwoModels models;
  ModelChooser chooser({models.owls, models.cats});
  const auto name_for = [&](const std::string& text) {
    const ModelChoice choice = chooser.choose(TextSample::of(text));
    return choice.model ? choice.model->metadata().name : "none";
  };
  for (const std::size_t bytes : {100, 1000, 8192, 8193, 12000}) {
    CAPTURE(bytes);
    CHECK(name_for(kOwls.text(bytes, 10)) == "owls");
    CHECK(name_for(kCats.text(bytes, 10)) == "cats");
  }
  Random random(1);
  std::string noise(20000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random.below(256));
  CHECK(name_for(noise) == "none");
  CHECK(name_for("") == "none");
}

TEST_CASE("a choice says what was expected of each, from empty first") {
  const TwoModels models;
  const ModelChoice choice = ModelChooser({models.owls, models.cats}).choose(TextSample::of(kOwls.text(3000, 10)));
  REQUIRE(choice.estimates.size() >= 2);
  CHECK(choice.estimates[0].name == "none");
  CHECK(choice.estimates[1].name == "owls");
  CHECK(choice.estimates[1].bits_per_byte < choice.estimates[0].bits_per_byte);
  CHECK(choice.sample_bytes == 3000);
}

TEST_CASE("of two models that fit alike, the one that is worth more at the level is chosen") {
  const TwoModels models;
  ModelChooser chooser({models.owls, models.put("deep.pithm", learnt("deep", kOwls, 900))});
  const TextSample sample = TextSample::of(kOwls.text(3000, 10));
  const auto name_at = [&](int level) { return chooser.choose(sample, level).model.value().metadata().name; };
  CHECK(name_at(1) == "owls");
  CHECK(name_at(5) == "owls");
  CHECK(name_at(6) == "deep");
  CHECK(name_at(9) == "deep");
}

TEST_CASE("without models there is nothing to choose") {
  const ModelChoice choice = ModelChooser({}).choose(TextSample::of(kOwls.text(3000, 10)));
  CHECK_FALSE(choice.model);
  CHECK(choice.estimates.empty());
}

TEST_CASE("a model that saves nothing is not chosen") {
  const TwoModels models;
  CHECK(chosen({models.put("idle.pithm", without_effect("idle"))}, TextSample::of(kOwls.text(3000, 10))) == "none");
}

TEST_CASE("what the beginning of a long text saves does not decide for the rest of it") {
  const TwoModels models;
  const std::string beginning = kOwls.text(4000, 10);
  const auto with_rest = [&](const std::string& rest) { return TextSample::of(beginning + rest); };
  CHECK(chosen({models.owls}, TextSample::of(beginning)) == "owls");
  std::string table;
  for (int row = 0; table.size() < 2'000'000; ++row) table += "0;" + std::to_string(row) + ";7;1\n";
  CHECK(chosen({models.owls}, with_rest(table)) == "none");
  CHECK(chosen({models.owls, models.cats}, with_rest(kCats.text(200'000, 10))) == "cats");
}

TEST_CASE("a model that cannot be had is passed over, and why is told once") {
  const TwoModels models;
  Bytes damaged = learnt("damaged", kOwls);
  damaged[damaged.size() - 100] ^= 1;
  const std::vector<std::string> files = {
      models.put("damaged.pithm", damaged), models.put("a.pithm", bytes_of("hello")),
      models.put("bare.pithm", model_bytes(metadata_named("bare"))), "/does/not/exist.pithm", models.owls};
  std::vector<ErrorCode> failures;
  ModelChooser chooser(files, [&](const Error& error) { failures.push_back(error.code()); });
  for (const int seed : {10, 11}) {
    const ModelChoice choice = chooser.choose(TextSample::of(kOwls.text(3000, static_cast<std::uint64_t>(seed))));
    REQUIRE(choice.model);
    CHECK(choice.model->metadata().name == "owls");
  }
  using enum ErrorCode;
  CHECK(failures == std::vector<ErrorCode>{kNotPith, kModel, kIo, kDamaged});
}

TEST_CASE("of many models the first are considered") {
  const TwoModels models;
  std::vector<std::string> files(ModelChooser::kMostModels, models.cats);
  files.push_back(models.owls);
  const TextSample sample = TextSample::of(kOwls.text(3000, 10));
  CHECK(chosen(files, sample) != "owls");
  files.erase(files.begin());
  CHECK(chosen(files, sample) == "owls");
}

TEST_CASE("the memory of a chooser is that of the models it has opened") {
  const TwoModels models;
  ModelChooser chooser({models.owls, models.cats});
  CHECK(chooser.memory_bytes() == 0);
  const ModelChoice choice = chooser.choose(TextSample::of(kOwls.text(3000, 10)));
  REQUIRE(choice.model);
  CHECK(chooser.memory_bytes() >= choice.model->memory_bytes());
}

}  // namespace pith
