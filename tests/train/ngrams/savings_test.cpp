#include "train/ngrams/savings.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support/counted_corpora.h"
#include "support/texts.h"
#include "support/works.h"

namespace pith {

using test::views_of;
using test::weighed;

namespace {

/// The context of `kind` after `before` in a work that begins so; null if it is not counted.
const CountedContext* context_after(const AllCounts& counts, ContextKind kind, const std::string& before) {
  const Corpus corpus(views_of({before + "."}));
  const TextState state = corpus.state_at(static_cast<std::uint32_t>(before.size()));
  return counts[static_cast<std::size_t>(kind)].find(hash_of(kind, state));
}

std::vector<std::string> alternating(const std::string& even, const std::string& odd, std::size_t works = 64) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < works; ++i) texts.push_back(i % 2 == 0 ? even : odd);
  return texts;
}

}  // namespace

TEST_CASE("what a context saves over the last byte is as computed by hand") {
  const auto works = alternating("abx", "cby", 32);
  const AllCounts counts = weighed(Corpus(views_of(works))).all();
  const CountedContext* context = context_after(counts, ContextKind::kOrder2, "ab");
  REQUIRE(context != nullptr);
  // After b came x and y 16 times each; 0.02 is added for each byte.
  const double q = 16.02 / (32 + 256 * 0.02);
  const double left = 0.75 / 16;
  const double p = 15.25 / 16 + left * q;
  const double saving = p * std::log2(p / q) + (1 - p) * std::log2((1 - p) / (1 - q));
  CHECK(static_cast<double>(context->saving) == doctest::Approx(saving).epsilon(1e-4));
}

TEST_CASE("a context that decides what the shorter one leaves open saves its bits") {
  const auto works = alternating("1abx", "2aby", 2000);
  const AllCounts counts = weighed(Corpus(views_of(works))).all();
  const CountedContext* context = context_after(counts, ContextKind::kOrder3, "1ab");
  REQUIRE(context != nullptr);
  CHECK(context->saving > 0.98F);
  CHECK(context->saving < 1.0F);
}

TEST_CASE("a context that says what the shorter one said saves about nothing") {
  const auto works = alternating("1abx", "2abx", 2000);
  const AllCounts counts = weighed(Corpus(views_of(works))).all();
  const CountedContext* context = context_after(counts, ContextKind::kOrder3, "1ab");
  REQUIRE(context != nullptr);
  CHECK(std::abs(context->saving) < 0.01F);
}

TEST_CASE("no context saves less than nothing or more than a byte could cost") {
  for (const std::uint64_t seed : {1U, 2U}) {
    CAPTURE(seed);
    std::vector<std::string> works = test::works_of_sentences(8, 4000, seed);
    works.push_back(test::random_text(3000, seed));
    const AllCounts counts = weighed(Corpus(views_of(works))).all();
    int outside = 0;
    for (const NgramCounts& kind : counts) {
      for (const CountedContext& context : kind.contexts()) {
        outside += context.saving >= -1e-4F && context.saving < 40 ? 0 : 1;
      }
    }
    CHECK(outside == 0);
    CHECK(test::contexts_in(counts) > 1000);
  }
}

TEST_CASE("weighing one kind does not depend on what the others save") {
  const auto works = test::works_of_sentences(4, 3000, 9);
  const Corpus corpus(views_of(works));
  const AllCounts once = weighed(corpus).all();
  AllCounts again = once;
  const Order1Probabilities order1 = order1_probabilities(corpus);
  for (std::size_t kind = again.size(); kind-- > 0;)
    compute_savings(corpus, order1, again, static_cast<ContextKind>(kind));
  for (std::size_t kind = 0; kind < once.size(); ++kind) {
    CHECK(std::ranges::equal(once[kind].contexts(), again[kind].contexts(), {}, &CountedContext::saving,
                             &CountedContext::saving));
  }
}

}  // namespace pith
