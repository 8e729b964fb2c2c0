#include "train/stages/mixing_training.h"

#include <doctest/doctest.h>

#include "base/decisions.h"
#include "model/plan/levels.h"
#include "model/predictor/predictor_impl.h"
#include "support/counted_corpora.h"
#include "support/works.h"

namespace pith {

using test::view_of;
using test::views_of;

namespace {

const std::vector<std::string> kWorks = test::works_of_sentences(12, 3000, 1);
const std::vector<std::string> kTexts = test::works_of_sentences(2, 4000, 99);

Bytes ngrams() { return test::ngrams_of(Corpus(views_of(kWorks)), 20000); }

}  // namespace

TEST_CASE("threads change nothing in how to mix") {
  const Bytes section = ngrams();
  const Bytes mixing = train_mixing(section, views_of(kTexts), 1, nullptr);
  for (const int threads : {2, 3, 8}) CHECK(train_mixing(section, views_of(kTexts), threads, nullptr) == mixing);
}

TEST_CASE("the state of each plan is that of its predictor after the texts") {
  const Bytes section = ngrams();
  const std::string& text = kTexts[0];
  const Bytes mixing = train_mixing(section, {view_of(text)}, 2, nullptr);
  const Prior trained(section, mixing);
  for (const int level : {1, 2, 3}) {
    CAPTURE(level);
    const Prior prior(section, ByteView());
    const auto predictor = make_predictor(level, text.size(), &prior, true);
    for (const std::uint8_t byte : view_of(text)) {
      for_each_decision(byte, [&](int bit) { predictor->learn(bit); });
    }
    ShortHistories histories;
    histories.learn(view_of(text));
    CHECK((*trained.short_histories() == histories));
    CHECK((trained.mixing(plan_of(level, false))->maps == predictor->mixing().maps));
    CHECK((trained.mixing(plan_of(level, false))->matches == predictor->mixing().matches));
  }
}

TEST_CASE("every text is learnt from, in its order") {
  const Bytes section = ngrams();
  const Bytes both = train_mixing(section, views_of(kTexts), 2, nullptr);
  CHECK(both != train_mixing(section, views_of({kTexts[0]}), 2, nullptr));
  CHECK(both != train_mixing(section, views_of({kTexts[1], kTexts[0]}), 2, nullptr));
}

TEST_CASE("how to mix can be learnt without n-grams") {
  const Bytes mixing = train_mixing({}, views_of(kTexts), 2, nullptr);
  const Prior prior(ByteView(), mixing);
  CHECK(prior.ngrams() == nullptr);
  CHECK(prior.mixing(PlanId::kFull) != nullptr);
}

TEST_CASE("progress ends at the texts once a plan") {
  std::atomic<std::uint64_t> done = 0;
  train_mixing(ngrams(), views_of(kTexts), 2, &done);
  CHECK(done == 3 * (kTexts[0].size() + kTexts[1].size()));
}

}  // namespace pith
