#include "train/corpus/split.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;
using test::string_of;

namespace {

/// Numbered lines that occur in no other work.
std::string lines(const std::string& name, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "line " + std::to_string(i) + " of " + name + "\n";
  return text;
}

std::vector<TrainingText> works(std::size_t count, std::size_t lines_each) {
  std::vector<TrainingText> works;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = std::to_string(1000 + i);
    works.push_back({name, bytes_of(lines(name, lines_each))});
  }
  return works;
}

bool is_lines(const Bytes& slice) {
  const std::string text = string_of(slice);
  return text.starts_with("line ") && text.ends_with("\n");
}

std::vector<std::string> names(const std::vector<TrainingText>& texts) {
  std::vector<std::string> names;
  for (const TrainingText& text : texts) names.push_back(text.name);
  return names;
}

}  // namespace

TEST_CASE("few works give their ends, and no byte is lost or for two things") {
  const std::vector<TrainingText> all = works(3, 1000);
  const SplitWorks split = split_works(all, {});
  REQUIRE(split.counted.size() == 3);
  REQUIRE(split.held_out.size() == 3);
  REQUIRE(split.tuning.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(string_of(split.counted[i]) + string_of(split.held_out[i].bytes) + string_of(split.tuning[i]) ==
          string_of(all[i].bytes));
    CHECK(split.held_out[i].name == all[i].name);
    for (const Bytes& slice : {split.held_out[i].bytes, split.tuning[i]}) {
      CHECK(is_lines(slice));
      CHECK(slice.size() >= all[i].bytes.size() / 16);
      CHECK(slice.size() < all[i].bytes.size() / 16 + 30);
    }
  }
}

TEST_CASE("of many works one in sixteen is for tuning and another one is held out, by name") {
  std::vector<TrainingText> all = works(36, 10);
  std::ranges::reverse(all);
  const SplitWorks split = split_works(all, {});
  CHECK(split.counted.size() == 32);
  REQUIRE(split.tuning.size() == 2);
  CHECK(string_of(split.tuning[0]) == lines("1007", 10));
  CHECK(string_of(split.tuning[1]) == lines("1023", 10));
  CHECK(names(split.held_out) == std::vector<std::string>{"1015", "1031"});
  CHECK(string_of(split.held_out[1].bytes) == lines("1031", 10));
  CHECK(string_of(split.counted[0]) == lines("1000", 10));
}

TEST_CASE("of a long work among many a slice is taken from the middle, in whole lines") {
  const SplitWorks split = split_works(works(20, 10'000), {});
  for (const Bytes& slice : {split.tuning.at(0), split.held_out.at(0).bytes}) {
    CHECK(is_lines(slice));
    CHECK(slice.size() <= kSliceBytes);
    CHECK(slice.size() > kSliceBytes - 30);
    CHECK(string_of(slice).find("\nline 5000 of ") != std::string::npos);
  }
}

TEST_CASE("what is held out does not grow with the number of works") {
  const SplitWorks split = split_works(works(2000, 2), {});
  CHECK(split.tuning.size() <= kAllSlicesBytes / kSliceBytes);
  CHECK(split.held_out.size() == split.tuning.size());
  CHECK(split.held_out.size() > 20);
  CHECK(split.counted.size() + split.tuning.size() + split.held_out.size() == 2000);
}

TEST_CASE("of few long works no more is held out than of many") {
  const SplitWorks split = split_works({{"a", Bytes(60'000'000, '\n')}, {"b", Bytes(60'000'000, '\n')}}, {});
  CHECK(split.tuning[0].size() == kAllSlicesBytes / 2);
  CHECK(split.held_out[1].bytes.size() == kAllSlicesBytes / 2);
}

TEST_CASE("nothing is held out where there are other texts for it") {
  CHECK(split_works(works(3, 1000), {.held_out = false}).held_out.empty());
  const SplitWorks split = split_works(works(36, 10), {.held_out = false});
  CHECK(split.held_out.empty());
  CHECK(split.counted.size() == 34);
}

TEST_CASE("nothing is taken for tuning where there are other texts for it") {
  CHECK(split_works(works(3, 1000), {.tuning = false}).tuning.empty());
  const SplitWorks split = split_works(works(36, 10), {.tuning = false});
  CHECK(split.tuning.empty());
  CHECK(split.counted.size() == 34);
}

TEST_CASE("empty works are passed over") {
  std::vector<TrainingText> all = works(20, 1);
  all.push_back({"0", {}});
  const SplitWorks split = split_works(all, {});
  CHECK(split.counted.size() == 18);
  CHECK(string_of(split.tuning.at(0)) == lines("1007", 1));
}

TEST_CASE("where lines are long, characters stay whole") {
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const std::string text = std::string(shift, '.') + test::repeated("日", 10'000);
    const SplitWorks split = split_works({{"a", bytes_of(text)}}, {});
    for (const Bytes& slice : {split.held_out.at(0).bytes, split.tuning.at(0)}) {
      CHECK(string_of(slice).starts_with("日"));
      CHECK(string_of(slice).ends_with("日"));
    }
  }
}

}  // namespace pith
