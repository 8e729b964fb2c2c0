#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

#include "model/plan/levels.h"
#include "support/priors.h"
#include "support/texts.h"

namespace pith {

using test::read;
using test::sentences;

namespace {

double cost(Predictor::Impl& predictor, const std::string& text) {
  const std::vector<std::uint32_t> probabilities = read(predictor, text);
  double bits = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const int bit = static_cast<std::uint8_t>(text[i / 8]) >> (7 - i % 8) & 1;
    bits -= std::log2((bit != 0 ? probabilities[i] : 65536 - probabilities[i]) / 65536.0);
  }
  return bits;
}

/// A predictor that begins with `prior`, or from empty.
struct Taught {
  const Prior* prior;

  std::unique_ptr<Predictor::Impl> operator()(int level, bool adaptive = true, std::size_t bytes = 10000) const {
    return make_predictor(level, bytes, prior, adaptive);
  }
};

template <typename Check>
void for_all_plans(Check check) {
  for (const int level : distinct_levels(false)) {
    CAPTURE(level);
    check(level);
  }
}

}  // namespace

TEST_CASE("a taught predictor spends less on a text like those it was taught") {
  const Prior prior = test::trained_prior();
  const std::string text = sentences(1500, 77);
  for_all_plans([&](int level) {
    const double from_empty = cost(*Taught{nullptr}(level), text);
    const double taught = cost(*Taught{&prior}(level), text);
    CHECK(taught < 0.75 * from_empty);
    CHECK(cost(*Taught{&prior}(level, false), text) < 0.85 * from_empty);
  });
}

TEST_CASE("either part of a model helps alone, both help more") {
  const Prior both = test::trained_prior();
  const Prior ngrams(test::trained_sections().ngrams, ByteView());
  const Prior mixing(ByteView(), test::trained_sections().mixing);
  const std::string text = sentences(1500, 78);
  for_all_plans([&](int level) {
    const double from_empty = cost(*Taught{nullptr}(level), text);
    CHECK(cost(*Taught{&ngrams}(level), text) < from_empty);
    CHECK(cost(*Taught{&mixing}(level), text) < from_empty);
    CHECK(cost(*Taught{&both}(level), text) < cost(*Taught{&ngrams}(level), text));
    CHECK(cost(*Taught{&both}(level), text) < cost(*Taught{&mixing}(level), text));
  });
}

TEST_CASE("predictors with the same prior give the same probabilities, side by side") {
  const Prior prior = test::trained_prior();
  const std::string text = sentences(600, 79) + test::random_text(200, 79);
  for_all_plans([&](int level) {
    for (const bool adaptive : {true, false}) {
      const auto one = Taught{&prior}(level, adaptive);
      const auto other = Taught{&prior}(level, adaptive);
      const auto disturbing = Taught{&prior}(level);
      for (const char byte : text) {
        const auto expected = read(*one, {byte});
        read(*disturbing, "x");
        REQUIRE((read(*other, {byte}) == expected));
      }
    }
  });
}

TEST_CASE("no bit is ever certain to a taught predictor") {
  const Prior prior = test::trained_prior();
  for_all_plans([&](int level) {
    for (const test::NamedText& shape : test::shapes()) {
      CAPTURE(shape.name);
      for (const bool adaptive : {true, false}) {
        int outside = 0;
        for (const std::uint32_t p : read(*Taught{&prior}(level, adaptive), shape.text.substr(0, 700))) {
          outside += p < 1 || p > 65535 ? 1 : 0;
        }
        CHECK(outside == 0);
      }
    }
  });
}

TEST_CASE("a prior is not changed by those who start from it") {
  const Prior prior = test::trained_prior();
  for_all_plans([&](int level) {
    const auto before = read(*Taught{&prior}(level), sentences(300, 80));
    read(*Taught{&prior}(level), test::random_text(2000, 80));
    CHECK((read(*Taught{&prior}(level), sentences(300, 80)) == before));
  });
}

TEST_CASE("a predictor that does not adapt knows after a text what it knew before") {
  const Prior prior = test::trained_prior();
  for_all_plans([&](int level) {
    const auto predictor = Taught{&prior}(level, false);
    const MixingState mixing = predictor->mixing();
    CHECK((mixing == *prior.mixing(plan_of(level, false))));
    read(*predictor, sentences(1000, 81) + test::random_text(1000, 81));
    CHECK((predictor->mixing() == mixing));
  });
}

TEST_CASE("a taught predictor still learns from the text") {
  const Prior prior = test::trained_prior();
  for_all_plans([&](int level) {
    const std::string text = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n";
    const auto predictor = Taught{&prior}(level);
    const double first = cost(*predictor, text);
    CHECK(cost(*predictor, text) < first / 2);
  });
}

TEST_CASE("without a prior a predictor that does not adapt has no opinion") {
  for_all_plans([](int level) {
    const auto probabilities = read(*Taught{nullptr}(level, false), test::random_text(500, 82));
    for (const std::uint32_t p : probabilities) REQUIRE(std::abs(static_cast<int>(p) - 32768) < 8192);
  });
}

}  // namespace pith
