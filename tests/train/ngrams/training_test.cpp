#include "train/ngrams/training.h"

#include <doctest/doctest.h>

#include "model/ngrams/ngrams.h"
#include "support/works.h"

namespace pith {

using test::views_of;

TEST_CASE("threads and memory change nothing in what is learnt") {
  const auto works = test::works_of_sentences(12, 4000, 1);
  const Corpus corpus(views_of(works));
  const Bytes section = train_ngrams(corpus, {.most_bytes = 20000, .threads = 1}, nullptr);
  for (const int threads : {2, 3, 16}) {
    CAPTURE(threads);
    CHECK(train_ngrams(corpus, {.most_bytes = 20000, .threads = threads}, nullptr) == section);
    CHECK(train_ngrams(corpus, {.most_bytes = 20000, .threads = threads, .memory_bytes = 10000}, nullptr) == section);
  }
}

TEST_CASE("training fills the section that it is given, with bytes and words of all lengths") {
  const auto works = test::works_of_sentences(40, 3000, 2);
  const Bytes section = train_ngrams(Corpus(views_of(works)), {.most_bytes = 60000}, nullptr);
  CHECK(section.size() <= 60000);
  CHECK(section.size() > 50000);
  const Ngrams ngrams(section);
  for (const Context kind : {Context::kOrder2, Context::kOrder3, Context::kOrder4, Context::kOrder5, Context::kOrder6,
                             Context::kOrder8, Context::kWord, Context::kWordPair}) {
    CAPTURE(static_cast<int>(kind));
    CHECK(ngrams.has(kind));
  }
}

TEST_CASE("progress ends at the number of steps") {
  const auto works = test::works_of_sentences(5, 3000, 3);
  const Corpus corpus(views_of(works));
  std::atomic<std::uint64_t> done = 0;
  train_ngrams(corpus, {.most_bytes = 20000, .threads = 2}, &done);
  CHECK(done == 2 * ngram_training_steps(corpus));
}

TEST_CASE("works that share nothing teach nothing") {
  std::vector<std::string> works;
  for (std::size_t i = 0; i < Corpus::kFewPieces; ++i) {
    works.push_back(std::string(1, static_cast<char>('A' + i)) + static_cast<char>('A' + i));
  }
  const Bytes section = train_ngrams(Corpus(views_of(works)), {.most_bytes = 20000}, nullptr);
  const Ngrams ngrams(section);
  for (int kind = 0; kind < kContextKinds; ++kind) CHECK(!ngrams.has(static_cast<Context>(kind)));
}

}  // namespace pith
