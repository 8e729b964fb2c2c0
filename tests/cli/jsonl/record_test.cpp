#include "cli/jsonl/record.h"

#include <doctest/doctest.h>

#include <string>

#include "cli/jsonl/condition.h"
#include "pith/error.h"

namespace pith::cli {

namespace {

std::string refusal(const std::string& line) {
  std::string why;
  return record_of(line, "text", why) ? "accepted" : why;
}

const Measurement kFour{.bits = 8, .bytes = 4, .characters = 4, .words = 1};

}  // namespace

TEST_CASE("the document of a line is what its field says, escapes resolved") {
  std::string why;
  const auto record = record_of(R"({"id": 1e999, "text": "a\u00e9\n\ud83d\ude80\u0000b", "n": [{}]})", "text", why);
  CHECK_FALSE(record);  // a number that no one can hold
  const auto good = record_of(R"({"id": 7, "text": "a\u00e9\n\ud83d\ude80\u0000b", "n": [{}]})", "text", why);
  REQUIRE(good);
  CHECK(good->text == std::string("a\xc3\xa9\n\xf0\x9f\x9a\x80\0b", 10));
}

TEST_CASE("lines without a document are refused by what is wrong with them") {
  CHECK(refusal("{\"text\": \"x\"").starts_with("is no JSON: "));
  CHECK(refusal("[1]") == "is no JSON object");
  CHECK(refusal("{\"other\": \"x\"}") == "has no string \"text\"");
  CHECK(refusal("{\"text\": 12}") == "has no string \"text\"");
  CHECK(refusal("{\"text\": \"\xff\"}").starts_with("is no JSON: "));
  CHECK(refusal("{\"text\": \"\\ud800\"}").starts_with("is no JSON: "));
  CHECK(refusal(std::string(100'000, '[')).starts_with("is no JSON: "));
}

TEST_CASE("figures are added behind what a line says, which stays as it is written") {
  std::string why;
  const auto record = record_of("{\"n\": 1.50,  \"text\":\"tree\" } \r", "text", why);
  REQUIRE(record);
  const std::string line = with_figures(*record, kFour);
  CHECK(line ==
        "{\"n\": 1.50,  \"text\":\"tree\" ,\"chars\":4,\"bytes\":4,\"words\":1,\"bits\":8,\"bits_per_char\":2,"
        "\"perplexity\":4}");
  CHECK(with_bucket(line, "head").ends_with(",\"perplexity\":4,\"bucket\":\"head\"}"));
}

TEST_CASE("figures of an earlier run are replaced") {
  std::string why;
  const auto record = record_of(R"({"text":"tree","bits":1,"bucket":"tail","chars":9})", "text", why);
  REQUIRE(record);
  CHECK(with_figures(*record, kFour) ==
        R"({"text":"tree","chars":4,"bytes":4,"words":1,"bits":8,"bits_per_char":2,"perplexity":4})");
}

TEST_CASE("conditions compare a figure with a number") {
  const auto holds = [](const std::string& text) { return condition_value({"--keep", text})->holds(kFour); };
  CHECK(holds("bits_per_char < 2.5"));
  CHECK_FALSE(holds("bits_per_char<2"));
  CHECK(holds("bits_per_char <= 2"));
  CHECK(holds("chars >= 4"));
  CHECK_FALSE(holds("perplexity > 4"));
  CHECK_FALSE(condition_value({"--keep", "bits_per_char < 9"})->holds(Measurement{}));
  for (const char* wrong : {"", "bits_per_char", "bits_per_char < x", "colour < 3", "bits < 3 4", "< 3"}) {
    CHECK_THROWS_AS(condition_value({"--keep", wrong}), Error);
  }
}

}  // namespace pith::cli
