#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "format/models/model_impl.h"
#include "format/models/model_section.h"
#include "model/text/text_state.h"
#include "pith/error.h"
#include "pith/federate.h"
#include "pith/measure.h"
#include "support/trainings.h"
#include "train/exchange/update.h"
#include "train/ngrams/known_ngrams.h"

namespace pith {

namespace {

const std::string kSecret = "the vault opens with seven names in order";

/// Works of the language of test::prose() about things of a party's own.
std::vector<TrainingText> works_of(const std::string& thing, std::size_t count, std::uint64_t seed) {
  std::vector<TrainingText> works;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = test::prose(2000, seed + i);
    for (int line = 0; line < 20; ++line) text += "nobody here forgets the " + thing + " of that winter.\n";
    works.push_back({std::to_string(100 + i), test::bytes_of(text)});
  }
  return works;
}

Bytes update_of(const Model& base, const std::string& party, std::vector<TrainingText> works) {
  UpdateOptions options;
  options.works = std::move(works);
  options.base = &base;
  options.party = party;
  std::ostringstream stream;
  learn_update(std::move(options), stream);
  return test::bytes_of(stream.str());
}

Model merged(const Model& base, const std::vector<Bytes>& updates, int min_parties, MergeReport* report = nullptr) {
  MergeOptions options;
  options.base = &base;
  options.min_parties = min_parties;
  options.metadata = test::metadata_named("ours");
  for (const Bytes& update : updates) options.updates.push_back({"u", update});
  std::ostringstream stream;
  const MergeReport told = merge_updates(options, stream);
  if (report != nullptr) *report = told;
  return Model::from_bytes("ours", test::bytes_of(stream.str()));
}

double bits_of(const Model& model, const std::string& text) {
  std::istringstream stream(text);
  return measure(stream, {.level = 3, .model = &model, .adaptive = false}).bits;
}

/// Whether the model remembers what comes after the last four bytes anywhere in `text`, of that length and more.
std::size_t known_contexts(const Model& model, const std::string& text) {
  const KnownNgrams known(model.impl().section(kNgramSection));
  std::size_t found = 0;
  TextState state;
  for (std::size_t i = 0; i < text.size(); ++i) {
    state.update_words(static_cast<std::uint8_t>(text[i]));
    if (i < 6) continue;
    const std::uint32_t hash = context_hash<ContextKind::kOrder6>(state);
    if (known.has(ContextKind::kOrder6) && known.find(ContextKind::kOrder6, hash) != nullptr) ++found;
  }
  return found;
}

/// Of the contexts of eight bytes that lie in the secret.
void check_no_context_of_the_secret(const Update& update) {
  TextState state;
  for (std::size_t i = 0; i < kSecret.size(); ++i) {
    state.update_words(static_cast<std::uint8_t>(kSecret[i]));
    if (i < 12) continue;
    CHECK(update.ngrams[static_cast<std::size_t>(ContextKind::kOrder8)].find(
              context_hash<ContextKind::kOrder8>(state)) == nullptr);
  }
}

}  // namespace

TEST_CASE("a merged model knows what its parties learnt, and what the base knows") {
  const Model base = test::model_of(test::harbour());
  const std::vector<Bytes> updates = {update_of(base, "anna", works_of("lantern", 8, 50)),
                                      update_of(base, "ben", works_of("drowned", 8, 90))};
  MergeReport report;
  const Model ours = merged(base, updates, 1, &report);
  CHECK(report.parties == 2);
  CHECK(report.contexts > 0);
  const std::string learnt = "nobody here forgets the lantern of that winter.\n";
  CHECK(bits_of(ours, learnt) < bits_of(base, learnt));
  const std::string old = test::prose(3000, 999);
  CHECK(bits_of(ours, old) < 1.05 * bits_of(base, old));
  const auto& facts = ours.metadata().facts;
  CHECK(std::ranges::find(facts, "merged", &ModelMetadata::Fact::name) != facts.end());
  const auto from = std::ranges::find(facts, "from", &ModelMetadata::Fact::name);
  REQUIRE(from != facts.end());
  CHECK(from->value.find(identity_text(base.identity())) != std::string::npos);
  CHECK(std::ranges::find(ours.metadata().corpora, "party anna", &ModelMetadata::Corpus::name) !=
        ours.metadata().corpora.end());
}

TEST_CASE("merging the same updates makes the same model") {
  const Model base = test::model_of(test::harbour());
  const std::vector<Bytes> updates = {update_of(base, "anna", works_of("lantern", 8, 50)),
                                      update_of(base, "ben", works_of("drowned", 8, 90))};
  CHECK(merged(base, updates, 1).identity() == merged(base, updates, 1).identity());
  CHECK(update_of(base, "anna", works_of("lantern", 8, 50)) == updates.front());
}

TEST_CASE("a secret in a single work leaves no trace in the update or the merged model") {
  const Model base = test::model_of(test::harbour());
  std::vector<TrainingText> works = works_of("lantern", 8, 50);
  std::string secret;
  for (int i = 0; i < 40; ++i) secret += kSecret + "\n";
  const std::vector<Bytes> others = {update_of(base, "ben", works_of("drowned", 8, 90))};
  const Bytes innocent = update_of(base, "anna", works);
  const std::size_t before = known_contexts(merged(base, {innocent, others[0]}, 1), kSecret);
  works[3].bytes.insert(works[3].bytes.end(), secret.begin(), secret.end());
  const Bytes update = update_of(base, "anna", works);
  const Model ours = merged(base, {update, others[0]}, 1);
  CHECK(known_contexts(ours, kSecret) == before);
  CHECK(known_contexts(ours, "nobody here forgets the lantern of that winter.\n") > 10);
  const auto has_secret = [](const Bytes& bytes) {
    return test::string_of(bytes).find("seven names") != std::string::npos;
  };
  CHECK_FALSE(has_secret(update));
  const Update read = read_update("u", update);
  check_no_context_of_the_secret(read);
}

TEST_CASE("few works are not cut into pieces: a secret that one repeats from end to end stays there") {
  const Model base = test::model_of(test::harbour());
  std::vector<TrainingText> works = works_of("lantern", 2, 50);
  std::string secret = test::prose(20'000, 1);
  for (int i = 0; i < 400; ++i) secret += kSecret + "\n";
  works[0].bytes = test::bytes_of(secret);
  const Update read = read_update("u", update_of(base, "anna", works));
  check_no_context_of_the_secret(read);
}

TEST_CASE("what only one party has is left out where two are asked for") {
  const Model base = test::model_of(test::harbour());
  const std::vector<Bytes> updates = {update_of(base, "anna", works_of("lantern", 8, 50)),
                                      update_of(base, "ben", works_of("drowned", 8, 90))};
  const std::string of_anna = "nobody here forgets the lantern of that winter.\n";
  MergeReport report;
  const Model both = merged(base, updates, 2, &report);
  CHECK(report.left_out_contexts > 0);
  CHECK(known_contexts(both, of_anna) < known_contexts(merged(base, updates, 1), of_anna));
}

TEST_CASE("an update of another model, or a second one of a party, is refused by name") {
  const Model base = test::model_of(test::harbour());
  const Bytes update = update_of(base, "anna", works_of("lantern", 8, 50));
  const Model other = merged(base, {update}, 1);
  const auto message = [](const Model& model, const std::vector<Bytes>& updates) {
    try {
      merged(model, updates, 1);
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::kUsage);
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(message(other, {update}).find("the update is of the model " + identity_text(base.identity())) !=
        std::string::npos);
  CHECK(message(base, {update, update}).find("the party anna has another update") != std::string::npos);
}

}  // namespace pith
