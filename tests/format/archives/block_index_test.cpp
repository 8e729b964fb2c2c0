#include "format/archives/block_index.h"

#include <doctest/doctest.h>

#include "base/random.h"
#include "support/archives.h"
#include "support/texts.h"

namespace pith {

namespace {

const std::vector<Run> kRuns = {{.text_bytes = 70000, .lines = 900, .blocks = 1, .bytes = 20000},
                                {.text_bytes = 5, .lines = 0, .blocks = 3, .bytes = 40}};

}  // namespace

TEST_CASE("the runs of an index are those it was made of") {
  const Bytes index = index_bytes({.level = 3}, kRuns);
  CHECK(runs_in(index) == kRuns);
  CHECK(index_length(ByteView(index).last(kIndexTailBytes)) == index.size());
}

TEST_CASE("the check of an index covers the header of its member and all runs") {
  const Bytes index = index_bytes({.level = 3}, kRuns);
  CHECK(index_bytes({.level = 4}, kRuns) != index);
  CHECK(index_bytes({.level = 3, .streamed = true}, kRuns) != index);
  std::vector<Run> others = kRuns;
  others[1].lines = 1;
  CHECK(index_bytes({.level = 3}, others) != index);
}

TEST_CASE("what is no end of an index has no length") {
  Bytes tail(kIndexTailBytes, 1);
  CHECK(index_length(tail) == 0);
  tail.back() = 0xb6;
  CHECK(index_length(tail) == 0x01010101 + kIndexTailBytes);
  CHECK(index_length(ByteView(tail).last(4)) == 0);
  CHECK(index_length({}) == 0);
}

TEST_CASE("an index of any bytes gives runs or none, and never more than its bytes") {
  Random random(7);
  for (int i = 0; i < 500; ++i) {
    CAPTURE(i);
    const Bytes bytes = test::bytes_of(test::random_text(random.below(80), random.next()));
    const auto runs = runs_in(bytes);
    CHECK((!runs || runs->size() * 4 + kIndexTailBytes <= bytes.size()));
  }
  CHECK(!runs_in({}));
  CHECK(!runs_in(Bytes(kIndexTailBytes, 0xb6)));
}

TEST_CASE("blocks that continue others are of their run") {
  RunCounter counter;
  counter.add({.text_bytes = 10, .payload_bytes = 5, .lines = 1}, 30);
  CHECK(!counter.needs_index());
  counter.add({.text_bytes = 20, .payload_bytes = 5, .lines = 2, .continues = true}, 12);
  counter.add({.text_bytes = 30, .payload_bytes = 5, .last = true, .lines = 3}, 13);
  CHECK(counter.needs_index());
  CHECK(counter.runs() == std::vector<Run>{{.text_bytes = 30, .lines = 3, .blocks = 2, .bytes = 42}, {30, 3, 1, 13}});
}

}  // namespace pith
