#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "model/ngrams/ngrams.h"
#include "model/predictor/prior.h"
#include "pith/predictor.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/trained_models.h"

namespace pith {

using test::bytes_of;
using test::error_of;

namespace {

/// Words of few letters, with lines and fields: every kind of context learns something from so little text.
std::string babble(std::size_t bytes, std::uint64_t seed) {
  const std::vector<std::string> words = {"a", "abba", "bad", "Abba", "dab", "cab", "baa"};
  const std::vector<std::string> ends = {" ", " ", " ", ", ", "\n", ".\n  "};
  Random random(seed);
  std::string text;
  while (text.size() < bytes) {
    text += words[random.below(static_cast<std::uint32_t>(words.size()))] +
            ends[random.below(static_cast<std::uint32_t>(ends.size()))];
  }
  return text;
}

// Not constants: other tests of the same program shall not wait for them.
const Bytes& ngrams() {
  static const Bytes kSection = test::trained_ngrams({bytes_of(babble(3000, 1)), bytes_of(babble(3000, 2))}, 2000);
  return kSection;
}

const Bytes& mixing() {
  static const Bytes kSection = test::trained_mixing(ngrams(), {bytes_of(babble(2000, 3))});
  return kSection;
}

const std::string kText = babble(60, 4) + "a text that nobody has seen";

Model model_of(const Bytes& ngram_section, const Bytes& mixing_section) {
  return Model::from_bytes(
      "it", test::model_bytes(test::metadata_named("it"), {{.kind = kNgramSection, .bytes = ngram_section},
                                                           {.kind = kMixingSection, .bytes = mixing_section}}));
}

/// Reads kText; every probability must be one.
void read_text(const Model& model, int level) {
  Predictor predictor(level, kText.size(), &model);
  bool within = true;
  for (const char byte : kText) {
    for (int shift = 7; shift >= 0; --shift) {
      within = within && 1 <= predictor.predict() && predictor.predict() <= 65535;
      predictor.learn(byte >> shift & 1);
    }
  }
  CHECK(within);
}

/// What becomes of a model whose sections are these, and whose identity is right: it may be refused as damaged, or
/// predict.
std::string fate(const Bytes& ngram_section, const Bytes& mixing_section, int level) {
  return error_of([&] { read_text(model_of(ngram_section, mixing_section), level); });
}

Bytes cut(const Bytes& section, std::size_t bytes) {
  return {section.begin(), section.begin() + static_cast<std::ptrdiff_t>(bytes)};
}

/// `section` with the byte at `at` changed to any other.
Bytes flipped(Bytes section, std::size_t at, Random& random) {
  section[at] ^= static_cast<std::uint8_t>(1 + random.below(255));
  return section;
}

/// The n-grams with every third byte of their buckets, and of what follows these, at random.
Bytes with_random_buckets(Random& random) {
  Bytes section = ngrams();
  const std::size_t size = section[0];
  for (std::size_t at = 2 + size * (size + 2) + SuccessorCode::kSymbols; at < section.size();) {
    const ByteView table = ByteView(section).subspan(at);
    const std::size_t buckets = little_endian<std::uint32_t>(table.subspan(2));
    const std::size_t data_bytes = little_endian<std::uint32_t>(table.subspan(6));
    at += 10 + (buckets + NgramTable::kGroupBuckets - 1) / NgramTable::kGroupBuckets * NgramTable::kGroupBytes;
    for (const std::size_t end = at + data_bytes + NgramTable::kPadding; at < end; ++at) {
      if (random.below(3) == 0) section[at] = static_cast<std::uint8_t>(random.below(256));
    }
  }
  return section;
}

}  // namespace

TEST_CASE("a model of n-grams and a mixing state predicts at every level") {
  const Model model = model_of(ngrams(), mixing());
  for (int level = kMinLevel; level <= kMaxLevel; ++level) read_text(model, level);
}

TEST_CASE("most kinds of contexts have n-grams to damage") {
  const Ngrams known(ngrams());
  int kinds = 0;
  for (int kind = 0; kind < kContextKinds; ++kind) kinds += known.has(static_cast<ContextKind>(kind)) ? 1 : 0;
  CHECK(kinds >= 9);
}

TEST_CASE("n-grams cut at any length are refused as damaged, or predict with the tables that are left") {
  int refused = 0;
  for (std::size_t bytes = 1; bytes < ngrams().size(); ++bytes) {
    CAPTURE(bytes);
    const std::string error = fate(cut(ngrams(), bytes), {}, 3);
    CHECK((error == "kDamaged" || error == "no error"));
    refused += error == "kDamaged" ? 1 : 0;
  }
  CHECK(refused >= static_cast<int>(ngrams().size()) - 1 - kContextKinds);
}

TEST_CASE("n-grams with any byte changed are refused as damaged, or predict something") {
  Random random(5);
  int refused = 0;
  for (std::size_t at = 0; at < ngrams().size(); ++at) {
    CAPTURE(at);
    const std::string error = fate(flipped(ngrams(), at, random), {}, 1 + static_cast<int>(at % 3));
    CHECK((error == "kDamaged" || error == "no error"));
    refused += error == "kDamaged" ? 1 : 0;
  }
  CHECK(refused > 300);
  CHECK(refused < static_cast<int>(ngrams().size()));
}

TEST_CASE("n-grams of random buckets predict something") {
  Random random(6);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::string error = fate(with_random_buckets(random), {}, 1 + round % 3);
    CHECK((error == "kDamaged" || error == "no error"));
  }
}

TEST_CASE("a mixing state of any other length is refused as damaged") {
  const auto error = [](const Bytes& section) { return error_of([&] { Prior({}, section); }); };
  CHECK(error(mixing()) == "no error");
  for (std::size_t bytes = 1; bytes < mixing().size();
       bytes += bytes < 1000 || mixing().size() - bytes < 100 ? 1 : 97) {
    CAPTURE(bytes);
    CHECK(error(cut(mixing(), bytes)) == "kDamaged");
  }
  Bytes longer = mixing();
  longer.push_back(0);
  CHECK(error(longer) == "kDamaged");
}

TEST_CASE("a mixing state with any byte changed is refused as damaged, or predicts something") {
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const std::string error = fate(
        ngrams(), flipped(mixing(), random.below(static_cast<std::uint32_t>(mixing().size())), random), 1 + round % 3);
    CHECK((error == "kDamaged" || error == "no error"));
  }
}

TEST_CASE("the most extreme mixing states predict something") {
  for (const int value : {0, 0x7f, 0xf0}) {
    for (int level = 1; level <= 3; ++level) {
      CHECK(fate(ngrams(), Bytes(mixing().size(), static_cast<std::uint8_t>(value)), level) == "no error");
    }
  }
}

TEST_CASE("histories and weights that there are not are refused") {
  Bytes history = mixing();
  history[0] = 241;
  CHECK(fate({}, history, 1) == "kDamaged");
  Bytes weight = mixing();
  weight[weight.size() - 2] = 0;
  weight[weight.size() - 1] = 0x80;
  CHECK(fate({}, weight, 1) == "kDamaged");
}

TEST_CASE("an alphabet with a byte twice and ranks that are no order of it are refused") {
  const std::size_t size = ngrams()[0];
  for (std::size_t at = 2; at < 2 + size * (size + 2); ++at) {
    CAPTURE(at);
    Bytes changed = ngrams();
    changed[at] = changed[at] == ngrams()[2] ? ngrams()[3] : ngrams()[2];
    CHECK(fate(changed, {}, 1) == "kDamaged");
  }
}

}  // namespace pith
