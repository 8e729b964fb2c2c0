#include "cli/jsonl/corpus_figures.h"

#include <doctest/doctest.h>

#include <vector>

namespace pith::cli {

namespace {

/// Documents of many lengths and costs, one of them empty.
std::vector<Measurement> documents() {
  std::vector<Measurement> all = {{}};
  for (std::uint64_t i = 1; i < 500; ++i) {
    const std::uint64_t characters = 1 + i * 7919 % 4000;
    const double bits = static_cast<double>(characters) * (1 + static_cast<double>(i * 104729 % 1000) / 313.7);
    all.push_back({.bits = bits, .bytes = characters + i % 3, .characters = characters, .words = characters / 6});
  }
  return all;
}

CorpusFigures figures_of(const std::vector<Measurement>& all, std::size_t part, std::size_t parts) {
  CorpusFigures figures;
  for (std::size_t i = part; i < all.size(); i += parts) figures.add(all[i]);
  return figures;
}

}  // namespace

TEST_CASE("the figures of parts add up to those of the whole, to the last digit") {
  const std::vector<Measurement> all = documents();
  const CorpusFigures whole = figures_of(all, 0, 1);
  CorpusFigures sum;
  for (const std::size_t part : {3, 1, 0, 2}) sum += figures_of(all, part, 4);
  CHECK(sum == whole);
  CHECK(sum.total().bits == whole.total().bits);
  CHECK(sum.estimate().half_width() == whole.estimate().half_width());
  CHECK(sum.cut(30) == whole.cut(30));
}

TEST_CASE("the figures of a corpus are those of its documents") {
  const std::vector<Measurement> all = documents();
  const CorpusFigures figures = figures_of(all, 0, 1);
  Measurement total;
  BitsPerCharEstimate estimate;
  for (const Measurement& each : all) {
    total += each;
    estimate.add(each);
  }
  CHECK(figures.documents() == all.size());
  CHECK(figures.total().characters == total.characters);
  CHECK(figures.total().bits == doctest::Approx(total.bits).epsilon(1e-9));
  CHECK(figures.estimate().documents() == estimate.documents());
  CHECK(figures.estimate().half_width() == doctest::Approx(estimate.half_width()).epsilon(1e-6));
}

TEST_CASE("a cut has the percents of the documents below it") {
  CorpusFigures figures;
  for (std::uint64_t i = 0; i < 100; ++i) {
    figures.add({.bits = 10 * static_cast<double>(i), .bytes = 100, .characters = 100, .words = 1});
  }
  for (const double percent : {10.0, 30.0, 60.0, 99.0}) {
    const std::uint32_t cut = figures.cut(percent);
    std::uint64_t below = 0;
    for (const auto& [bin, count] : figures.histogram()) below += bin < cut ? count : 0;
    CHECK(below == percent);
  }
  CHECK(CorpusFigures().cut(50) == 0);
}

TEST_CASE("sums hold more than 64 bits and come back from their digits") {
  ExactSum small;
  small.add_product(UINT64_MAX, 10);
  CHECK(small.text() == "184467440737095516150");
  CHECK(ExactSum::of(small.text()) == small);
  CHECK_FALSE(small.as_word());
  CHECK(ExactSum::of("12")->as_word() == 12);
  for (const char* wrong : {"", "-1", "1x", "999999999999999999999999999999999999999"})
    CHECK_FALSE(ExactSum::of(wrong));
}

}  // namespace pith::cli
