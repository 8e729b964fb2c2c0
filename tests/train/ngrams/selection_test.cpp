#include "train/ngrams/selection.h"

#include <doctest/doctest.h>

#include "support/counted_corpora.h"
#include "support/errors.h"
#include "support/works.h"

namespace pith {

using test::contexts_in;
using test::contexts_known;

namespace {

struct Weighed {
  Corpus corpus;
  WeighedCounts counts;

  explicit Weighed(const std::vector<std::string>& works)
      : corpus(test::views_of(works)), counts(test::weighed(corpus)) {}

  Bytes select(std::size_t most_bytes) const { return select_ngrams(corpus, counts, most_bytes); }
};

}  // namespace

TEST_CASE("a section keeps its limit, and a larger one keeps more") {
  const Weighed weighed(test::works_of_sentences(40, 3000, 1));
  const std::size_t empty = write_ngrams(alphabet_and_ranks(weighed.corpus), LearntNgrams(kContextKinds)).size();
  std::size_t known_before = 0;
  for (std::size_t extra = 1000; extra <= 64000; extra *= 2) {
    const std::size_t limit = empty + extra;
    CAPTURE(limit);
    const Bytes section = weighed.select(limit);
    CHECK(section.size() <= limit);
    CHECK(section.size() > limit - extra / 3);
    const std::size_t known = contexts_known(weighed.counts.all(), Ngrams(section));
    CHECK(known > known_before);
    known_before = known;
  }
}

TEST_CASE("where there is room every context that saves anything is kept, of the kinds that are worth it") {
  const Weighed weighed(test::works_of_sentences(4, 3000, 2));
  const Bytes section = weighed.select(std::size_t{1} << 24);
  const Ngrams ngrams(section);
  std::size_t saving = 0;
  for (std::size_t kind = 0; kind < kContextKinds; ++kind) {
    if (!ngrams.has(static_cast<ContextKind>(kind))) continue;
    saving += static_cast<std::size_t>(std::ranges::count_if(weighed.counts.all()[kind].contexts(),
                                                             [](const CountedContext& c) { return c.saving > 0; }));
  }
  CHECK(contexts_known(weighed.counts.all(), Ngrams(section)) >= saving * 98 / 100);
  CHECK(section == weighed.select(std::size_t{1} << 25));
}

TEST_CASE("the same corpus gives the same section") {
  const auto works = test::works_of_sentences(10, 2000, 3);
  CHECK(Weighed(works).select(8000) == Weighed(works).select(8000));
}

TEST_CASE("contexts that save most for their bytes are kept first") {
  const Weighed weighed(test::works_of_sentences(40, 3000, 4));
  const Bytes section = weighed.select(12000);
  const Ngrams ngrams(section);
  const auto& counts = weighed.counts[ContextKind::kOrder4];
  REQUIRE(ngrams.has(ContextKind::kOrder4));
  double kept = 0;
  double dropped = 0;
  std::size_t n_kept = 0;
  for (const CountedContext& context : counts.contexts()) {
    const double saved = static_cast<double>(context.saving) * context.count / context.length;
    const bool found = ngrams.find(ContextKind::kOrder4, context.hash).has_value();
    (found ? kept : dropped) += saved;
    n_kept += found ? 1 : 0;
  }
  const std::size_t n_dropped = counts.contexts().size() - n_kept;
  REQUIRE(n_kept > 0);
  REQUIRE(n_dropped > 0);
  CHECK(kept / static_cast<double>(n_kept) > 3 * dropped / static_cast<double>(n_dropped));
}

TEST_CASE("a limit that not even an empty section keeps is refused") {
  const Weighed weighed(test::works_of_sentences(4, 2000, 5));
  for (const std::size_t limit : {0U, 1U, 300U}) {
    CHECK(test::error_of([&] { weighed.select(limit); }) == "kUsage");
  }
}

}  // namespace pith
