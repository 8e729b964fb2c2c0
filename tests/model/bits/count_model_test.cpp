#include "model/bits/count_model.h"

#include <doctest/doctest.h>

namespace pith {

namespace {

constexpr std::size_t kCells = 1024;
constexpr std::uint32_t kNibbles = kCells / 16;

/// Teaches the node `node` in `context` a bit many times over.
void teach(CountModel& model, std::uint32_t context, std::uint32_t node, int bit, int times = 100) {
  for (int i = 0; i < times; ++i) {
    model.predict(model.fetch(context), node);
    model.learn(bit);
  }
}

int predicted(CountModel& model, std::uint32_t context, std::uint32_t node) {
  return model.predict(model.fetch(context), node);
}

}  // namespace

TEST_CASE("a cell that has seen nothing has nothing to say") {
  CountModel model(kCells);
  for (std::uint32_t context = 0; context < kNibbles; ++context) {
    for (std::uint32_t node = 1; node < 16; ++node) {
      REQUIRE(predicted(model, context, node) == 0);
    }
  }
}

TEST_CASE("a cell leans to the bits it has seen, the more the more often") {
  for (const int bit : {0, 1}) {
    CountModel model(kCells);
    const int sign = bit != 0 ? 1 : -1;
    int before = 0;
    for (const int times : {1, 3, 10, 100}) {
      teach(model, 3, 5, bit, times);
      const int now = sign * predicted(model, 3, 5);
      CHECK(now > before);
      before = now;
    }
  }
}

TEST_CASE("what one cell learns, no other node or context knows") {
  CountModel model(kCells);
  teach(model, 3, 5, 1);
  for (std::uint32_t context = 0; context < kNibbles; ++context) {
    for (std::uint32_t node = 1; node < 16; ++node) {
      REQUIRE((predicted(model, context, node) != 0) == (context == 3 && node == 5));
    }
  }
}

TEST_CASE("contexts beyond the number of cells share them") {
  CountModel model(kCells);
  teach(model, 3, 5, 1);
  CHECK(predicted(model, 3 + kNibbles, 5) == predicted(model, 3, 5));
  CHECK(predicted(model, 3 + kNibbles * 0x1000000, 5) == predicted(model, 3, 5));
}

TEST_CASE("a model of one nibble takes every context for the same") {
  CountModel model(16);
  teach(model, 77, 9, 0);
  CHECK(predicted(model, 0xffffffff, 9) < 0);
}

}  // namespace pith
