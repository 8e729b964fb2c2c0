#include "cli/pages/surprisal_page.h"

#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "pith/error.h"
#include "support/errors.h"

using pith::ByteSurprisal;
using pith::Candidate;
using pith::cli::SurprisalPage;

namespace {

std::string written(const SurprisalPage& page) {
  std::ostringstream out;
  page.write(out, {"book.txt", "level 6", {}});
  return out.str();
}

std::vector<unsigned> block(const std::string& page, const std::string& id) {
  const std::string opening = "id=\"" + id + "\">";
  const std::size_t begin = page.find(opening);
  REQUIRE(begin != std::string::npos);
  const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<unsigned> bytes;
  unsigned held = 0;
  int bits = 0;
  for (std::size_t i = begin + opening.size(); digits.find(page[i]) != std::string_view::npos; ++i) {
    held = (held << 6 | static_cast<unsigned>(digits.find(page[i]))) & 0xFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(held >> bits & 0xFF);
  }
  return bytes;
}

std::vector<unsigned> numbers(const std::vector<unsigned>& bytes) {
  std::vector<unsigned> result;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) result.push_back(bytes[i] + 256 * bytes[i + 1]);
  return result;
}

}  // namespace

TEST_CASE("the sum of the bits of any stretch is right to a quantum") {
  SurprisalPage page;
  std::vector<double> bits;
  for (int i = 0; i < 5000; ++i) bits.push_back(i % 9 == 0 ? 7.3 : 0.0013 * (i % 7));
  for (const double b : bits) page.add({'a', b, {}});
  const std::vector<unsigned> quanta = numbers(block(written(page), "text-bits"));
  REQUIRE(quanta.size() == bits.size());
  for (const std::size_t first : {0, 1, 2500}) {
    double exact = 0;
    double sum = 0;
    for (std::size_t i = first; i < bits.size(); ++i) {
      exact += bits[i];
      sum += quanta[i] / 256.0;
      REQUIRE(std::abs(sum - exact) <= 1.0 / 256);
    }
  }
}

TEST_CASE("a surprisal beyond the range ends at it") {
  SurprisalPage page;
  page.add({'a', 1000, {}});
  page.add({'b', 2, {}});
  CHECK(numbers(block(written(page), "text-bits")) == std::vector<unsigned>{65535, 512});
}

TEST_CASE("candidates are kept in order, up to five, and without those that hardly come") {
  const Candidate many[] = {{'a', 0.5}, {'b', 0.2}, {'c', 0.1}, {'d', 0.09}, {'e', 0.05}, {'f', 0.04}};
  const Candidate few[] = {{0xC3, 0.999}, {'<', 0.0009}};
  SurprisalPage page;
  page.add({'a', 1, many});
  page.add({'z', 9, {}});
  page.add({0xC3, 0.01, few});
  const std::string html = written(page);
  CHECK(block(html, "text-bytes") == std::vector<unsigned>{'a', 'z', 0xC3});
  CHECK(block(html, "candidate-counts") == std::vector<unsigned>{5, 0, 1});
  CHECK(block(html, "candidate-bytes") == std::vector<unsigned>{'a', 'b', 'c', 'd', 'e', 0xC3});
  const std::vector<unsigned> probabilities = numbers(block(html, "candidate-probabilities"));
  REQUIRE(probabilities.size() == 6);
  CHECK(probabilities[0] / 65535.0 == doctest::Approx(0.5).epsilon(0.0001));
  CHECK(probabilities[5] / 65535.0 == doctest::Approx(0.999).epsilon(0.0001));
}

TEST_CASE("a page of half a megabyte with all its candidates is below 15 MB") {
  constexpr std::size_t kSample = 20000;
  const Candidate five[] = {{'a', 0.3}, {'b', 0.2}, {'c', 0.2}, {'d', 0.2}, {'e', 0.1}};
  SurprisalPage empty;
  SurprisalPage page;
  for (std::size_t i = 0; i < kSample; ++i) page.add({static_cast<std::uint8_t>("word, "[i % 6]), 2.5, five});
  const std::size_t fixed_bytes = written(empty).size();
  const std::size_t a_sample = written(page).size() - fixed_bytes;
  CHECK(a_sample * 25 + fixed_bytes < 15'000'000);
  CHECK(fixed_bytes < 100'000);
}

TEST_CASE("a text that is too long for a page is refused") {
  SurprisalPage page;
  for (std::size_t i = 0; i < SurprisalPage::kMaxTextBytes; ++i) page.add({'a', 0, {}});
  CHECK(pith::test::error_of([&] { page.add({'a', 0, {}}); }) == "kUsage");
}
