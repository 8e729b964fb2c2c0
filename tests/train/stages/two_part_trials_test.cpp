#include "train/stages/two_part_trials.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/works.h"
#include "train/ngrams/training.h"

namespace pith {

namespace {

using Part = TwoPartTrial::Part;

/// Works of one kind, counted and weighed, and others to tune on.
struct Weighed {
  explicit Weighed(std::size_t tuning_works)
      : works(test::works_of_sentences(40, 6000, 61)),
        others(test::works_of_sentences(tuning_works, 8000, 62)),
        corpus(test::views_of(works)),
        counts(count_all_ngrams(corpus, {.most_bytes = 1}, nullptr)) {
    weigh_ngrams(corpus, counts, {.most_bytes = 1}, nullptr);
  }

  ChosenNgrams chosen(std::uint64_t corpus_bytes, std::size_t most_bytes = 200'000) const {
    return choose_ngrams_by_length(corpus, counts,
                                   {.most_bytes = most_bytes,
                                    .other_bytes = 1000,
                                    .corpus_bytes = corpus_bytes,
                                    .tuning = test::views_of(others),
                                    .network = {},
                                    .mixing_start = {},
                                    .threads = 2});
  }

  std::vector<std::string> works;
  std::vector<std::string> others;
  Corpus corpus;
  AllCounts counts;
};

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

TEST_CASE("a trial's two parts are its file and the corpus") {
  const Weighed weighed(2);
  const ChosenNgrams chosen = weighed.chosen(1'000'000);
  REQUIRE(chosen.trials.size() > 2);
  for (const TwoPartTrial& trial : chosen.trials) {
    CHECK(trial.part == Part::kNgrams);
    CHECK(trial.model_bits == 8 * (1000 + trial.setting));
    CHECK(trial.data_bits == doctest::Approx(trial.bits_per_byte * 1'000'000));
    CHECK(trial.bits_per_byte < 8);
  }
  CHECK(static_cast<double>(chosen.section.size()) == chosen_of(chosen.trials).setting);
}

TEST_CASE("the larger the corpus, the larger the model that it pays for") {
  const Weighed weighed(2);
  const double small = chosen_of(weighed.chosen(1000).trials).setting;
  const double large = chosen_of(weighed.chosen(10'000'000'000).trials).setting;
  CHECK(small < large);
}

TEST_CASE("a single text for tuning is cut in the middle") {
  const Weighed weighed(1);
  const ChosenNgrams chosen = weighed.chosen(1'000'000);
  CHECK(chosen_of(chosen.trials).bits_per_byte < 6);
}

TEST_CASE("where even the smallest size does not fit there is an error, and no trial") {
  const Weighed weighed(2);
  CHECK_THROWS(weighed.chosen(1000, 10));
}

}  // namespace pith
