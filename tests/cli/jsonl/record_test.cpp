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

TEST_CASE("no byte of a line is passed over: a NUL ends nothing") {
  const std::string good = R"({"text":"x"})";
  for (const std::string& rest : {std::string(1, '\0'), std::string("\0}", 2), std::string("\0\0 }", 4)}) {
    CHECK(refusal(good + rest) == "is no JSON: it has a NUL");
  }
}

TEST_CASE("of fields of one name the last one counts") {
  std::string why;
  CHECK(record_of(R"({"text":"first","text":"last"})", "text", why)->text == "last");
  CHECK(refusal(R"({"text":"first","text":12})") == "has no string \"text\"");
  CHECK(refusal(R"({"in":{"text":"x"},"list":["text","x"]})") == "has no string \"text\"");
}

TEST_CASE("a byte order mark is no part of a line") {
  std::string why;
  const auto record = record_of("\xef\xbb\xbf{\"text\":\"x\"}", "text", why);
  REQUIRE(record);
  CHECK(record->line == "{\"text\":\"x\"}");
  for (const char* part : {"\xef", "\xbb", "\xbf", "\xef\xbb", "\xbb\xbf", "\xef\xbb\xbf\xef\xbb\xbf"}) {
    CHECK(refusal(std::string(part) + "{\"text\":\"x\"}").starts_with("is no JSON: "));
  }
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

TEST_CASE("what is not replaced stays as it is written, in whatever it consists") {
  const auto again = [](const std::string& line) {
    std::string why;
    const auto record = record_of(line, "text", why);
    REQUIRE_MESSAGE(record, why);
    REQUIRE(record->has_figures);
    const std::string with = with_figures(*record, kFour);
    return with.substr(0, with.find("\"chars\":4"));
  };
  CHECK(again(R"({"id":123456789012345678901234567890, "f":1.10,"text":"\u00e9","bits":3})") ==
        R"({"id":123456789012345678901234567890, "f":1.10,"text":"\u00e9",)");
  CHECK(again(R"({"bits":[1,{"bits":2}],"text":"a,}\"b","in":{"bits":1,"x":[",","}"]} ,"b\u0069ts":4})") ==
        R"({"text":"a,}\"b","in":{"bits":1,"x":[",","}"]} ,)");
  CHECK(again("\r {\"bits\":1,\"text\":\"\"}") == "\r {\"text\":\"\",");
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  CHECK(again("{\"text\":\"\",\"bits\":1,\"x\":" + deep + "}").size() == deep.size() + 16);
}

TEST_CASE("conditions compare a figure with a number") {
  const auto holds = [](const std::string& text) { return condition_value({"--keep", text})->holds(kFour); };
  CHECK(holds("bits_per_char < 2.5"));
  CHECK_FALSE(holds("bits_per_char<2"));
  CHECK(holds("bits_per_char <= 2"));
  CHECK(holds("chars >= 4"));
  CHECK_FALSE(holds("perplexity > 4"));
  CHECK_FALSE(condition_value({"--keep", "bits_per_char < 9"})->holds(Measurement{}));
  for (const char* wrong :
       {"", "bits_per_char", "bits_per_char < x", "colour < 3", "bits < 3 4", "< 3", "bits < nan", "bits > -inf"}) {
    CHECK_THROWS_AS(condition_value({"--keep", wrong}), Error);
  }
}

}  // namespace pith::cli
