#include "model/predictor/static_scorer.h"

#include <doctest/doctest.h>

#include "support/priors.h"
#include "support/texts.h"

namespace pith {

namespace {

/// What a predictor that does not adapt says of each decision of `text`.
std::vector<std::uint16_t> expected(int level, const Prior* prior, const std::string& text) {
  const auto predictor = make_predictor(level, text.size(), prior, false);
  const std::vector<std::uint32_t> wide = test::read(*predictor, text);
  return {wide.begin(), wide.end()};
}

std::vector<std::uint16_t> scored(StaticScorer& scorer, ByteView text, StaticScorer::Place place, std::size_t count) {
  std::vector<std::uint16_t> p16s(count * 8);
  scorer.score(text, place, count, p16s);
  return p16s;
}

std::string lines_of_all_kinds() {
  return test::sentences(1200, 41) + "\n\tkey, value; 17|x\n\tkey, other; 18|y\n\n" + test::random_text(300, 41) +
         test::sentences(400, 42);
}

}  // namespace

TEST_CASE("a static scorer says what a predictor says that does not adapt") {
  const Prior prior = test::trained_prior();
  const Prior ngrams(test::trained_sections().ngrams, ByteView());
  const Prior mixing(ByteView(), test::trained_sections().mixing);
  const std::string text = lines_of_all_kinds();
  for (const Prior* each : std::initializer_list<const Prior*>{&prior, &ngrams, &mixing, nullptr}) {
    for (int level = 1; level <= 5; ++level) {
      CAPTURE(level);
      const auto scorer = make_static_scorer(level, each);
      REQUIRE(scorer != nullptr);
      CHECK(scored(*scorer, test::view_of(text), {}, text.size()) == expected(level, each, text));
    }
  }
}

TEST_CASE("a static scorer begins anywhere, and remembers nothing of what it read before") {
  const Prior prior = test::trained_prior();
  const std::string text = lines_of_all_kinds();
  const auto scorer = make_static_scorer(3, &prior);
  const std::vector<std::uint16_t> whole = scored(*scorer, test::view_of(text), {}, text.size());
  for (const std::size_t begin : {std::size_t{0}, std::size_t{1}, std::size_t{777}, text.size() - 1}) {
    CAPTURE(begin);
    StaticScorer::Place place;
    scorer->skip(test::view_of(text), place, begin);
    CHECK(place.position == begin);
    const std::size_t count = text.size() - begin;
    const std::vector<std::uint16_t> rest(whole.begin() + static_cast<std::ptrdiff_t>(begin * 8), whole.end());
    CHECK(scored(*scorer, test::view_of(text), place, count) == rest);
  }
}

TEST_CASE("a text shorter than what is read ahead is scored") {
  const Prior prior = test::trained_prior();
  for (const std::string text : {"", "a", "the mill"}) {
    CAPTURE(text);
    CHECK(scored(*make_static_scorer(3, &prior), test::view_of(text), {}, text.size()) == expected(3, &prior, text));
  }
}

}  // namespace pith
