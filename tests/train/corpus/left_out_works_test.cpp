#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "pith/train.h"
#include "support/streams.h"

namespace pith {

using Reason = LeftOutWork::Reason;
using LeftOut = std::vector<LeftOutWork>;

namespace {

std::vector<TrainingText> texts(const std::vector<std::string>& contents) {
  std::vector<TrainingText> texts;
  for (const std::string& content : contents) texts.push_back({std::to_string(texts.size()), test::bytes_of(content)});
  return texts;
}

}  // namespace

TEST_CASE("of equal works all but the first by name are left out") {
  std::vector<TrainingText> works = texts({"tide", "harbour", "tide", "tide"});
  CHECK(works_left_out(works, {}) == LeftOut{{2, Reason::kRepeated}, {3, Reason::kRepeated}});
  works[3].name = "!";
  CHECK(works_left_out(works, {}) == LeftOut{{0, Reason::kRepeated}, {2, Reason::kRepeated}});
}

TEST_CASE("works that are measured on are left out, whatever their name") {
  const std::vector<TrainingText> works = texts({"tide", "harbour", "harbour", "quay"});
  CHECK(works_left_out(works, {{"other", test::bytes_of("harbour")}}) ==
        LeftOut{{1, Reason::kHeldOut}, {2, Reason::kHeldOut}});
}

TEST_CASE("works that the mixing is tuned on are left out, and those that are measured on too are said to be that") {
  const std::vector<TrainingText> works = texts({"tide", "harbour", "quay", "tide"});
  CHECK(works_left_out(works, texts({"quay"}), texts({"quay", "tide"})) ==
        LeftOut{{0, Reason::kTuning}, {2, Reason::kHeldOut}, {3, Reason::kTuning}});
}

TEST_CASE("line ends, a byte order mark and white space at the end do not make another content") {
  const std::vector<TrainingText> works = texts({"a\nb\n", "a\r\nb\r\n", "a\nb",
                                                 "\xEF\xBB\xBF"
                                                 "a\nb\n\n",
                                                 "a\n b\n", "a\rb\n", "\r\na\nb", "a\n\nb"});
  CHECK(works_left_out(works, {}) == LeftOut{{1, Reason::kRepeated}, {2, Reason::kRepeated}, {3, Reason::kRepeated}});
}

TEST_CASE("works that differ in a byte, and empty ones, are not left out") {
  CHECK(works_left_out(texts({"tide", "tidf", "Tide", "", "", "\n"}), texts({""})).empty());
}

}  // namespace pith
