#include "cli/options/option_parser.h"

#include <doctest/doctest.h>

#include "pith/error.h"

using namespace pith::cli;

namespace {

constexpr Option kOptions[] = {
    {.name = "keep", .letter = 'k'},
    {.name = "output", .letter = 'o', .value = "OUT"},
    {.letter = '2', .last_letter = '8'},
    {.name = "json"},
};

/// "keep= output=x | a b": what was met, and the files.
std::string parsed(const Arguments& arguments) {
  const ParsedArguments result = parse_arguments(arguments, kOptions);
  std::string text;
  for (const ParsedArguments::Met& met : result.options) {
    text += std::to_string(met.option) + met.given.spelled + "=" + met.given.value + " ";
  }
  text += "|";
  for (const std::string& file : result.files) text += " " + file;
  return text;
}

std::string refusal(const Arguments& arguments) {
  try {
    return parsed(arguments);
  } catch (const pith::Error& error) {
    CHECK(error.code() == pith::ErrorCode::kUsage);
    return error.what();
  }
}

}  // namespace

TEST_CASE("letters stand alone or together, with the value in the same word or the next") {
  CHECK(parsed({"-k", "-o", "x"}) == "0-k= 1-o=x |");
  CHECK(parsed({"-kox"}) == "0-k= 1-o=x |");
  CHECK(parsed({"-ko", "x", "y"}) == "0-k= 1-o=x | y");
  CHECK(parsed({"-5k"}) == "2-5= 0-k= |");
}

TEST_CASE("names have their value after = or in the next word") {
  CHECK(parsed({"--output=x=y", "--keep"}) == "1--output=x=y 0--keep= |");
  CHECK(parsed({"--output", "x"}) == "1--output=x |");
  CHECK(refusal({"--output="}).find("--output") != std::string::npos);
}

TEST_CASE("the value of an option may look like an option") {
  CHECK(parsed({"-o", "-k"}) == "1-o=-k |");
  CHECK(parsed({"--output", "--"}) == "1--output=-- |");
}

TEST_CASE("files may stand between options, a dash is one, and after -- all are") {
  CHECK(parsed({"a", "-k", "-", "--", "-k", "--"}) == "0-k= | a - -k --");
  CHECK(parsed({"", "-k"}) == "0-k= | ");
}

TEST_CASE("options that are not there are named, with a suggestion where one is near") {
  CHECK(refusal({"-x"}) == "unrecognised option '-x'");
  CHECK(refusal({"-kx"}) == "unrecognised option '-kx'");
  CHECK(refusal({"-1"}) == "unrecognised option '-1'");
  CHECK(refusal({"--kep"}) == "unrecognised option '--kep'; did you mean --keep?");
  CHECK(refusal({"--nothing=3"}) == "unrecognised option '--nothing=3'");
}

TEST_CASE("a value is given where one is needed, and only there") {
  CHECK(refusal({"-k", "-o"}) == "the option --output needs a value");
  CHECK(refusal({"--json=yes"}) == "option '--json' does not take any arguments");
}
