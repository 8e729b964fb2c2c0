#include "pith/scorer.h"

#include <doctest/doctest.h>

#include <numeric>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "pith/error.h"
#include "pith/predictor.h"
#include "stats/measure/cost_meter.h"
#include "support/deep_models.h"
#include "support/errors.h"
#include "support/texts.h"

namespace pith {

namespace {

/// Documents of all kinds and lengths, the empty one among them.
std::vector<std::string> documents() {
  std::vector<std::string> texts = {"", "x", "caf\xc3\xa9 \xf0\x9f\x9a\x80\n", test::random_text(300, 71)};
  for (std::uint64_t i = 0; i < 40; ++i) texts.push_back(test::sentences(20 + 37 * i, 72 + i));
  texts.push_back(test::with_crlf(test::sentences(900, 70)));
  return texts;
}

std::vector<std::string_view> views_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

double measured_bits(const std::string& text, int level, const Model& model, bool adaptive) {
  std::istringstream in(text);
  return measure(in, {.level = level, .model = &model, .adaptive = adaptive}).bits;
}

double predictor_bits(const std::string& text, int level, const Model& model) {
  Predictor predictor(level, text.size(), &model, false);
  CostMeter meter;
  for (const char byte : text) meter.add_byte(predictor, static_cast<std::uint8_t>(byte));
  return meter.bits();
}

}  // namespace

TEST_CASE("a scorer says of every text what measure() says, whatever it read before") {
  const Model model = test::deep_model();
  for (const bool adaptive : {false, true}) {
    for (const int level : {3, 6}) {
      CAPTURE(adaptive);
      CAPTURE(level);
      const Scorer scorer({.level = level, .model = &model, .adaptive = adaptive});
      for (const std::string& text : documents())
        CHECK(scorer.score(text).bits == measured_bits(text, level, model, adaptive));
    }
  }
}

TEST_CASE("a static scorer with a network says what a predictor says that does not adapt") {
  const Model model = test::deep_model();
  const Scorer scorer({.level = 6, .model = &model});
  const std::string text = test::sentences(3000, 73) + "\n\tkey, value; 17|x\n" + test::random_text(200, 73);
  CHECK(scorer.score(text).bits == predictor_bits(text, 6, model));
}

TEST_CASE("a batch has the figures of its texts one by one, to the last bit, on any number of threads") {
  const Model model = test::deep_model();
  const std::vector<std::string> texts = documents();
  for (const bool adaptive : {false, true}) {
    for (const int level : {3, 6}) {
      const Scorer scorer({.level = level, .model = &model, .adaptive = adaptive});
      for (const int threads : {1, 3}) {
        const auto batch = scorer.score(views_of(texts), {.threads = threads});
        REQUIRE(batch.size() == texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
          const Measurement alone = scorer.score(texts[i]);
          CHECK(batch[i].bits == alone.bits);
          CHECK(batch[i].bytes == texts[i].size());
          CHECK(batch[i].characters == alone.characters);
          CHECK(batch[i].words == alone.words);
        }
      }
    }
  }
  CHECK(Scorer({.level = 3, .model = &model}).score(std::span<const std::string_view>()).empty());
}

TEST_CASE("the bits of the bytes add up to those of the text, each byte its own") {
  const Model model = test::deep_model();
  for (const bool adaptive : {false, true}) {
    const Scorer scorer({.level = 6, .model = &model, .adaptive = adaptive});
    for (const std::string& text : documents()) {
      std::vector<double> bits = {7};
      const Measurement measurement = scorer.score(text, bits);
      CHECK(bits.size() == text.size());
      CHECK(std::accumulate(bits.begin(), bits.end(), 0.0) == doctest::Approx(measurement.bits));
      CHECK(measurement.bits == scorer.score(text).bits);
    }
  }
}

TEST_CASE("threads share a scorer and its copies") {
  const Model model = test::deep_model();
  const Scorer scorer({.level = 6, .model = &model});
  const std::string text = test::sentences(2000, 74);
  const double bits = scorer.score(text).bits;
  std::vector<double> found(4);
  std::vector<std::thread> threads;
  for (double& each : found) {
    threads.emplace_back([&each, copy = scorer, &text] {
      for (int i = 0; i < 3; ++i) each = copy.score(text).bits;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(found == std::vector<double>(4, bits));
}

TEST_CASE("a level that does not exist and a negative number of threads are refused") {
  CHECK(test::error_of([] { Scorer({.level = 10}); }) == "kUsage");
  const std::string_view text = "x";
  CHECK(test::error_of([&] { Scorer({.level = 1}).score({&text, 1}, {.threads = -1}); }) == "kUsage");
}

}  // namespace pith
