#include <doctest/doctest.h>

#include <string>

#include "pith/model_choice.h"

namespace pith {

namespace {

/// Lines that say where they begin.
std::string numbered_lines(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += std::to_string(text.size()) + "\n";
  return text.substr(0, bytes);
}

}  // namespace

TEST_CASE("the sample of a short text is all of it") {
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, TextSample::kMostBytes}) {
    const std::string text = numbered_lines(bytes);
    CHECK(TextSample::of(text).bytes == text);
    CHECK(TextSample::of(text).text_bytes == bytes);
  }
}

TEST_CASE("the sample of a long text is its beginning and whole lines from a third and two thirds of it on") {
  const std::string text = numbered_lines(90'000);
  const TextSample sample = TextSample::of(text);
  REQUIRE(sample.bytes.size() == TextSample::kMostBytes);
  CHECK(sample.text_bytes == 90'000);
  constexpr std::size_t kHalf = TextSample::kMostBytes / 2;
  CHECK(sample.bytes.substr(0, kHalf) == text.substr(0, kHalf));
  CHECK(std::stoul(sample.bytes.substr(kHalf)) == doctest::Approx(30'000).epsilon(0.001));
  CHECK(std::stoul(sample.bytes.substr(kHalf + kHalf / 2)) == doctest::Approx(60'000).epsilon(0.001));
}

TEST_CASE("a sample is read in order, and never beyond what the text has") {
  for (std::size_t bytes = TextSample::kMostBytes + 1; bytes < TextSample::kMostBytes + 3000; bytes += 97) {
    const std::string text(bytes, 'x');
    const TextSample sample = TextSample::of(text);
    CHECK(sample.bytes.size() <= TextSample::kMostBytes);
    CHECK(sample.bytes.size() > TextSample::kMostBytes / 2);
  }
}

TEST_CASE("a beginning that does not end within the sample is taken for that of a longer text") {
  const std::string text = numbered_lines(TextSample::kMostBytes + 1);
  CHECK(TextSample::of_beginning(text).bytes == text.substr(0, TextSample::kMostBytes));
  CHECK(TextSample::of_beginning(text).text_bytes > text.size());
  CHECK(TextSample::of_beginning(text.substr(1)).text_bytes == text.size() - 1);
}

}  // namespace pith
