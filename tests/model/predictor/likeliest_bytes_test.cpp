#include "model/predictor/likeliest_bytes.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "support/priors.h"
#include "support/texts.h"

namespace pith {

namespace {

std::vector<ByteShare> likeliest(Predictor::Impl& predictor, std::size_t count) {
  std::vector<ByteShare> best(count);
  predictor.likeliest(best);
  return best;
}

/// P that the predictor, left as it was after `text`, gives `byte`, by its decisions.
double probability(int level, const Prior* prior, bool adaptive, const std::string& text, std::uint8_t byte) {
  const auto predictor = make_predictor(level, 10000, prior, adaptive);
  test::read(*predictor, text);
  double p = 1;
  for (int shift = 7; shift >= 0; --shift) {
    const int bit = byte >> shift & 1;
    p *= (bit != 0 ? predictor->p16() : 65536 - predictor->p16()) / 65536.0;
    // Only what does not adapt keeps to its distribution while a byte is read, but for histories in its way.
    predictor->learn(bit);
  }
  return p;
}

}  // namespace

TEST_CASE("the shares of all bytes add up to one, the likeliest first, each byte once") {
  const Prior prior = test::trained_prior();
  for (const int level : {1, 2, 3}) {
    for (const Prior* each : {&prior, static_cast<const Prior*>(nullptr)}) {
      CAPTURE(level);
      const auto predictor = make_predictor(level, 10000, each, true);
      test::read(*predictor, test::sentences(500, 43));
      const std::vector<ByteShare> all = likeliest(*predictor, 256);
      std::uint64_t sum = 0;
      std::array<int, 256> met{};
      for (std::size_t i = 0; i < all.size(); ++i) {
        sum += all[i].share;
        ++met[all[i].byte];
        const bool in_order = i == 0 || all[i - 1].share > all[i].share ||
                              (all[i - 1].share == all[i].share && all[i - 1].byte < all[i].byte);
        CHECK(in_order);
      }
      CHECK(sum <= kAllShares);
      CHECK(sum > kAllShares - 1024);
      CHECK(std::ranges::all_of(met, [](int times) { return times == 1; }));
    }
  }
}

TEST_CASE("the few likeliest bytes are the first of all") {
  const Prior prior = test::trained_prior();
  const auto predictor = make_predictor(3, 10000, &prior, true);
  for (const char byte : test::sentences(300, 44)) {
    const std::vector<ByteShare> all = likeliest(*predictor, 256);
    for (const std::size_t count : {std::size_t{1}, std::size_t{5}}) {
      const std::vector<ByteShare> few = likeliest(*predictor, count);
      for (std::size_t i = 0; i < count; ++i) {
        REQUIRE(few[i].byte == all[i].byte);
        REQUIRE(few[i].share == all[i].share);
      }
    }
    test::read(*predictor, {byte});
  }
}

TEST_CASE("looking ahead changes nothing") {
  const Prior prior = test::trained_prior();
  std::string text;
  for (int i = 0; i < 20; ++i) text += test::sentences(150, 45 + i) + test::random_text(20, 45 + i);
  for (const int level : {1, 2, 3}) {
    for (const bool adaptive : {true, false}) {
      CAPTURE(level);
      const auto looking = make_predictor(level, 10000, &prior, adaptive);
      const auto blind = make_predictor(level, 10000, &prior, adaptive);
      for (const char byte : text) {
        likeliest(*looking, 7);
        REQUIRE(test::read(*looking, {byte}) == test::read(*blind, {byte}));
      }
    }
  }
}

TEST_CASE("shares are what the decisions come to") {
  const Prior prior = test::trained_prior();
  const std::string text = test::sentences(300, 46);
  for (const int level : {1, 2, 3}) {
    CAPTURE(level);
    const auto predictor = make_predictor(level, 10000, &prior, false);
    test::read(*predictor, text);
    for (const ByteShare& each : likeliest(*predictor, 20)) {
      const double expected = probability(level, &prior, false, text, each.byte);
      CHECK(each.share / 4294967296.0 == doctest::Approx(expected).epsilon(1e-4));
    }
  }
}

}  // namespace pith
