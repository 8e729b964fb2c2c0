#include "train/ngrams/training.h"

#include <doctest/doctest.h>

#include "model/ngrams/ngrams.h"
#include "support/counted_corpora.h"
#include "support/works.h"

namespace pith {

using test::views_of;

TEST_CASE("threads and memory change nothing in what is learnt") {
  const auto works = test::works_of_sentences(12, 4000, 1);
  const Corpus corpus(views_of(works));
  const auto trained = [&](const NgramCountingOptions& options) {
    const AllCounts counts = count_all_ngrams(corpus, options, nullptr);
    return select_ngrams(corpus, weigh_ngrams(corpus, counts, options.threads, nullptr), 20000);
  };
  const Bytes section = trained({.threads = 1});
  for (const int threads : {2, 3, 16}) {
    CAPTURE(threads);
    CHECK(trained({.threads = threads}) == section);
    CHECK(trained({.threads = threads, .memory_bytes = 10000}) == section);
  }
}

TEST_CASE("training fills the section that it is given, with bytes and words of all lengths") {
  const auto works = test::works_of_sentences(40, 3000, 2);
  const Bytes section = test::ngrams_of(Corpus(views_of(works)), 60000);
  CHECK(section.size() <= 60000);
  CHECK(section.size() > 50000);
  const Ngrams ngrams(section);
  for (const ContextKind kind :
       {ContextKind::kOrder2, ContextKind::kOrder3, ContextKind::kOrder4, ContextKind::kOrder5, ContextKind::kOrder6,
        ContextKind::kOrder8, ContextKind::kWord, ContextKind::kWordPair}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(ngrams.has(kind));
  }
}

TEST_CASE("progress ends at the number of steps") {
  const auto works = test::works_of_sentences(5, 3000, 3);
  const Corpus corpus(views_of(works));
  std::atomic<std::uint64_t> done = 0;
  AllCounts counts = count_all_ngrams(corpus, {.threads = 2}, &done);
  CHECK(done == ngram_training_steps(corpus));
  done = 0;
  weigh_ngrams(corpus, std::move(counts), 2, &done);
  CHECK(done == ngram_training_steps(corpus));
}

TEST_CASE("works that share nothing teach nothing") {
  std::vector<std::string> works;
  for (std::size_t i = 0; i < Corpus::kFewPieces; ++i) {
    works.push_back(std::string(1, static_cast<char>('A' + i)) + static_cast<char>('A' + i));
  }
  const Bytes section = test::ngrams_of(Corpus(views_of(works)), 20000);
  const Ngrams ngrams(section);
  for (int kind = 0; kind < kContextKinds; ++kind) CHECK(!ngrams.has(static_cast<ContextKind>(kind)));
}

}  // namespace pith
