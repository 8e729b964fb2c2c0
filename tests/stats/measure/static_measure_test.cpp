#include <doctest/doctest.h>

#include <sstream>
#include <vector>

#include "pith/measure.h"
#include "pith/predictor.h"
#include "stats/measure/cost_meter.h"
#include "support/models.h"
#include "support/priors.h"
#include "support/texts.h"

namespace pith {

namespace {

double predictor_bits(const std::string& text, int level, const Model& model) {
  Predictor predictor(level, text.size(), &model, false);
  CostMeter meter;
  for (const char byte : text) meter.add_byte(predictor, static_cast<std::uint8_t>(byte));
  return meter.bits();
}

Measurement measured(const std::string& text, int level, const Model& model, int threads) {
  std::istringstream in(text);
  return measure(in, {.level = level, .threads = threads, .model = &model, .adaptive = false});
}

std::vector<std::pair<std::string, double>> lines_of(const std::string& text, const MeasureOptions& options) {
  std::istringstream in(text);
  std::vector<std::pair<std::string, double>> lines;
  measure_lines(in, options, [&](const MeasuredLine& line) {
    lines.emplace_back(std::string(line.text.begin(), line.text.end()), line.measurement.bits);
  });
  return lines;
}

}  // namespace

TEST_CASE("a static measure is what a predictor that does not adapt spends, on any number of threads") {
  const Model model = test::trained_model();
  const std::string text = test::sentences(450'000, 51);  // several pieces
  REQUIRE(text.size() > 400'000);
  const double bits = predictor_bits(text, 1, model);
  CHECK(measured(text, 1, model, 1).bits == doctest::Approx(bits).epsilon(1e-10));
  CHECK(measured(text, 1, model, 3).bits == measured(text, 1, model, 1).bits);
}

TEST_CASE("static lines are texts of their own, in order, on any number of threads") {
  const Model model = test::trained_model();
  const std::string text = test::sentences(150'000, 52) + "\r\n" + "\n\nthe last";
  const MeasureOptions options{.level = 2, .threads = 3, .model = &model, .adaptive = false};
  const auto lines = lines_of(text, options);
  std::string together;
  for (const auto& [line, bits] : lines) together += line;
  CHECK(together == text);
  for (std::size_t i = 0; i < lines.size(); i += 97) {
    CHECK(lines[i].second == measured(lines[i].first, 2, model, 1).bits);
  }
  CHECK(lines.back().first == "the last");
  MeasureOptions alone = options;
  alone.threads = 1;
  CHECK(lines_of(text, alone) == lines);
}

TEST_CASE("lines longer than a batch, and texts without lines, are whole") {
  const Model model = test::trained_model();
  const std::string line = test::random_text(200'000, 53);
  std::string flat = line;
  std::ranges::replace(flat, '\n', ' ');
  const MeasureOptions options{.level = 1, .model = &model, .adaptive = false};
  const auto lines = lines_of("a\n" + flat + "\nb\n", options);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].first == flat + "\n");
  CHECK(lines_of("", options).empty());
  CHECK(lines_of(flat, options).size() == 1);
}

TEST_CASE("documents are measured in order, and one that fails does not stop the others") {
  const Model model = test::trained_model();
  const std::vector<std::string> texts = {test::sentences(300, 54), "", test::sentences(2000, 55), "x"};
  for (const int threads : {1, 3}) {
    std::vector<double> bits;
    std::vector<bool> failed;
    measure_documents(
        texts.size() + 1,
        [&](std::size_t i) -> std::shared_ptr<std::istream> {
          if (i == texts.size()) throw std::runtime_error("no such text");
          return std::make_shared<std::istringstream>(texts[i]);
        },
        {.level = 1, .threads = threads, .model = &model},
        [&](std::size_t i, const MeasuredDocument& document) {
          CHECK(i == bits.size());
          bits.push_back(document.measurement.bits);
          failed.push_back(document.failure != nullptr);
        });
    CHECK(failed == std::vector{false, false, false, false, true});
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::istringstream in(texts[i]);
      CHECK(bits[i] == measure(in, {.level = 1, .model = &model}).bits);
    }
  }
}

}  // namespace pith
