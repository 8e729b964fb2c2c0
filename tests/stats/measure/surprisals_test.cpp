#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "pith/measure.h"
#include "pith/surprisal.h"
#include "support/errors.h"
#include "support/priors.h"
#include "support/texts.h"
#include "support/works.h"

namespace pith {

namespace {

struct Surprisals {
  std::string bytes;
  std::vector<double> bits;
  std::vector<std::vector<Candidate>> candidates;

  double sum() const {
    double all = 0;
    for (const double each : bits) all += each;
    return all;
  }
};

Surprisals surprisals_of(const std::string& text, std::size_t max_candidates = 0, int level = 1) {
  std::istringstream in(text);
  Surprisals result;
  surprisals(in, {.level = level, .max_candidates = max_candidates}, [&](const ByteSurprisal& each) {
    result.bytes += static_cast<char>(each.byte);
    result.bits.push_back(each.bits);
    result.candidates.emplace_back(each.candidates.begin(), each.candidates.end());
  });
  return result;
}

double measured(const std::string& text) {
  std::istringstream in(text);
  return measure(in, {.level = 1}).bits;
}

}  // namespace

TEST_CASE("the surprisals of a text are of its bytes, and add up to what it costs") {
  const std::string lf = test::sentences(800, 3);
  const std::string crlf = test::with_crlf(lf);
  for (const std::string& text : {std::string(), std::string("x"), lf, crlf, crlf + "\n\r\r\n\r", crlf + "\r",
                                  std::string("\r\n\r\n\n\r\n\r\r\n")}) {
    CAPTURE(text.size());
    const Surprisals result = surprisals_of(text);
    CHECK(result.bytes == text);
    CHECK(result.sum() == doctest::Approx(measured(text)));
  }
}

TEST_CASE("of a line end that is coded as one byte, the carriage return has the bits") {
  const Surprisals result = surprisals_of(test::with_crlf(test::sentences(400, 4)), 3);
  for (std::size_t i = 1; i < result.bytes.size(); ++i) {
    if (result.bytes[i] != '\n') continue;
    REQUIRE(result.bits[i] == 0);
    REQUIRE(result.candidates[i].empty());
    REQUIRE(result.candidates[i - 1].size() == 3);
    REQUIRE(result.bits[i - 1] > 0);
  }
}

TEST_CASE("the byte that comes is a candidate with the probability that its bits say") {
  const Model model = test::trained_model();
  std::istringstream in(test::sentences(600, 5));
  surprisals(in, {.level = 3, .model = &model, .adaptive = false, .max_candidates = 256},
             [](const ByteSurprisal& surprisal) {
               const auto same = [&](const Candidate& candidate) { return candidate.byte == surprisal.byte; };
               const auto found = std::ranges::find_if(surprisal.candidates, same);
               REQUIRE(found != surprisal.candidates.end());
               REQUIRE(-std::log2(found->probability) == doctest::Approx(surprisal.bits).epsilon(1e-3));
             });
}

TEST_CASE("more candidates than bytes are refused") {
  std::istringstream in("x");
  const auto nothing = [](const ByteSurprisal&) {};
  CHECK(test::error_of([&] { surprisals(in, {.level = 1, .max_candidates = 257}, nothing); }) == "kUsage");
}

}  // namespace pith
