#include "train/stages/two_part_trials.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "pith/error.h"
#include "support/counted_corpora.h"
#include "support/errors.h"
#include "support/works.h"

namespace pith {

namespace {

/// Sections that are as long as they may be, up to `longest`, and none below `shortest`.
NgramsOfSize sections(std::size_t longest, std::size_t shortest = 0) {
  return [=](std::size_t most_bytes) {
    if (most_bytes < shortest) throw Error(ErrorCode::kUsage, "no room");
    return Bytes(std::min(most_bytes, longest));
  };
}

/// The longer, the fewer bits a byte of a corpus of `corpus_bytes`.
NgramTrial trial_for(double corpus_bytes) {
  return [=](const Bytes& ngrams) {
    const auto bytes = static_cast<double>(ngrams.size());
    const double bits_per_byte = 1 + 10'000 / bytes;
    return TwoPartTrial{.setting = bytes,
                        .model_bits = 8 * bytes,
                        .bits_per_byte = bits_per_byte,
                        .data_bits = bits_per_byte * corpus_bytes};
  };
}

const TwoPartTrial& chosen_of(const std::vector<TwoPartTrial>& trials) {
  const auto is_chosen = [](const TwoPartTrial& trial) { return trial.chosen; };
  REQUIRE(std::ranges::count_if(trials, is_chosen) == 1);
  return *std::ranges::find_if(trials, is_chosen);
}

}  // namespace

TEST_CASE("the shortest trial is chosen, the first of equals") {
  std::vector<TwoPartTrial> trials = {{.model_bits = 5, .data_bits = 5, .chosen = true},
                                      {.model_bits = 1, .data_bits = 7},
                                      {.model_bits = 4, .data_bits = 4}};
  CHECK(choose_shortest(trials) == 1);
  CHECK(trials[1].chosen);
  CHECK_FALSE(trials[0].chosen);
  CHECK_FALSE(trials[2].chosen);
}

TEST_CASE("sizes are halved until the code has got longer twice") {
  // The sum is least near sqrt(10^4 * 10^8 / 8) = 353,553 bytes.
  const ChosenNgrams chosen = choose_ngrams_by_length(1'600'000, sections(1'600'000), trial_for(1e8));
  std::vector<double> settings;
  for (const TwoPartTrial& trial : chosen.trials) settings.push_back(trial.setting);
  CHECK(settings == std::vector<double>{1'600'000, 800'000, 400'000, 200'000, 100'000});
  CHECK(chosen_of(chosen.trials).setting == 400'000);
  CHECK(chosen.section.size() == 400'000);
}

TEST_CASE("the larger the corpus, the larger the model that it pays for") {
  const auto chosen = [](double corpus_bytes) {
    return chosen_of(choose_ngrams_by_length(200'000, sections(200'000), trial_for(corpus_bytes)).trials).setting;
  };
  CHECK(chosen(1e4) < chosen(1e10));
}

TEST_CASE("a size that changes nothing is no trial") {
  const ChosenNgrams chosen = choose_ngrams_by_length(400'000, sections(70'000), trial_for(1e6));
  CHECK(std::ranges::count(chosen.trials, 70'000, &TwoPartTrial::setting) == 1);
}

TEST_CASE("sizes that are too small end the search; if even the first is, there is an error") {
  const ChosenNgrams chosen = choose_ngrams_by_length(400'000, sections(400'000, 300'000), trial_for(1e3));
  CHECK(chosen.trials.size() == 1);
  CHECK(chosen.section.size() == 400'000);
  CHECK(test::error_of([] { choose_ngrams_by_length(200'000, sections(400'000, 300'000), trial_for(1e3)); }) ==
        "kUsage");
}

TEST_CASE("n-grams of the same language are judged better than others, and a single text is cut in the middle") {
  const std::vector<std::string> works = test::works_of_sentences(40, 6000, 61);
  const Bytes own = test::ngrams_of(Corpus(test::views_of(works)), 100'000);
  const std::string letters(20'000, 'x');
  const Bytes others = test::ngrams_of(Corpus(test::views_of({letters})), 100'000);
  for (const std::size_t texts : {1U, 2U}) {
    const std::vector<std::string> unseen = test::works_of_sentences(texts, 8000, 62);
    const double bits = judged_bits_per_byte(own, {}, test::views_of(unseen), 2);
    CHECK(bits < judged_bits_per_byte(others, {}, test::views_of(unseen), 2));
    CHECK(bits < 6);
    CHECK(bits == judged_bits_per_byte(own, {}, test::views_of(unseen), 1));
  }
}

}  // namespace pith
