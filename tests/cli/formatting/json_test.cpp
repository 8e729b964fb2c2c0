#include "cli/formatting/json.h"

#include <doctest/doctest.h>

#include <limits>

using namespace pith::cli;

TEST_CASE("a document is indented by two spaces, or in one line") {
  for (const bool one_line : {false, true}) {
    JsonWriter json(one_line ? JsonWriter::Layout::kOneLine : JsonWriter::Layout::kIndented);
    json.begin_object();
    json.field("a", 1);
    json.key("b");
    json.begin_array();
    json.value(true);
    json.value("x");
    json.end_array();
    json.end_object();
    CHECK(json.text() ==
          (one_line ? "{\"a\":1,\"b\":[true,\"x\"]}\n" : "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    \"x\"\n  ]\n}\n"));
  }
}

TEST_CASE("what is not there, and what JSON has no number for, is null") {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.begin_array();
  json.value(std::optional<double>());
  json.value(std::optional<int>(7));
  json.value(unless_empty(""));
  json.value(unless_empty("x"));
  json.value(std::numeric_limits<double>::infinity());
  json.value(std::optional(std::numeric_limits<double>::quiet_NaN()));
  json.end_array();
  CHECK(json.text() == "[null,7,null,\"x\",null,null]\n");
}

TEST_CASE("a number has the fewest digits that mean it, and all digits of a count") {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.begin_array();
  json.value(0.1);
  json.value(5e-324);
  json.value(9007199254740993.0);
  json.value(std::numeric_limits<std::uint64_t>::max());
  json.end_array();
  CHECK(json.text() == "[0.1,5e-324,9007199254740992,18446744073709551615]\n");
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD, and what JSON escapes is escaped") {
  JsonWriter json(JsonWriter::Layout::kOneLine);
  json.value(std::string("a\"\\\n\0\xff\xc3\xa4", 8));
  CHECK(json.text() == "\"a\\\"\\\\\\n\\u0000\ufffd\u00e4\"\n");
}
