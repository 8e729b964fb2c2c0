#include "model/predictor/static_scorer.h"

#include <doctest/doctest.h>

#include "support/priors.h"
#include "support/texts.h"
#include "support/two_clocks.h"

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

TEST_CASE("a static scorer with a network says what a predictor says that does not adapt") {
  const Bytes network = test::small_two_clocks_section();
  const Prior prior(test::trained_sections().ngrams, test::trained_sections().mixing, network);
  const Prior alone(ByteView(), ByteView(), network);
  const std::string text = lines_of_all_kinds();
  for (const Prior* each : {&prior, &alone}) {
    const auto scorer = make_static_scorer(6, each);
    CHECK(scored(*scorer, test::view_of(text), scorer->start(), text.size()) == expected(6, each, text));
  }
}

TEST_CASE("texts that are read side by side are as texts alone") {
  const Bytes network = test::small_two_clocks_section();
  const Prior prior(test::trained_sections().ngrams, test::trained_sections().mixing, network);
  const std::string text = lines_of_all_kinds();
  for (const int level : {3, 6}) {
    const auto scorer = make_static_scorer(level, &prior);
    std::vector<StaticScorer::Place> places(StaticScorer::kMostLanes, scorer->start());
    std::vector<StaticScorer::Lane> lanes;
    for (std::size_t i = 0; i < places.size(); ++i) {
      lanes.push_back({.text = test::view_of(text).subspan(70 * i), .place = &places[i]});
    }
    std::vector<std::vector<std::uint16_t>> found(lanes.size());
    for (int step = 0; step < 100; ++step) {
      std::array<std::uint16_t, StaticScorer::kMostLanes * 8> p16s{};
      scorer->each_byte(lanes, p16s);
      for (std::size_t i = 0; i < lanes.size(); ++i) {
        found[i].insert(found[i].end(), p16s.begin() + 8 * i, p16s.begin() + 8 * (i + 1));
      }
    }
    for (std::size_t i = 0; i < lanes.size(); ++i)
      CHECK(found[i] == scored(*scorer, lanes[i].text, scorer->start(), 100));
  }
}

TEST_CASE("what a static scorer says of all bytes is what it says of each") {
  const Bytes network = test::small_two_clocks_section();
  const Prior prior(test::trained_sections().ngrams, test::trained_sections().mixing, network);
  const std::string text = test::sentences(300, 43);
  for (const int level : {3, 6}) {
    const auto scorer = make_static_scorer(level, &prior);
    StaticScorer::Place place = scorer->start();
    scorer->skip(test::view_of(text), place, text.size());
    std::vector<std::uint16_t> all(256 * 8);
    scorer->all_bytes(place, all);
    for (int byte = 0; byte < 256; byte += 15) {
      const std::string longer = text + static_cast<char>(byte);
      const std::vector<std::uint16_t> one(all.begin() + 8 * byte, all.begin() + 8 * (byte + 1));
      CHECK(scored(*scorer, test::view_of(longer), place, 1) == one);
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
