#include "base/zeroed_array.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>

namespace pith {

namespace {

constexpr std::size_t kSmall = 100;
constexpr std::size_t kLarge = std::size_t{1} << 20;  // 8 MB of words: huge pages are asked for

bool is_zero(std::uint64_t word) { return word == 0; }

}  // namespace

TEST_CASE("a new array is all zeros and keeps what is written") {
  for (const std::size_t size : {std::size_t{1}, kSmall, kLarge}) {
    CAPTURE(size);
    ZeroedArray<std::uint64_t> array(size);
    REQUIRE(array.size() == size);
    CHECK(std::all_of(array.data(), array.data() + size, is_zero));
    array[0] = 1;
    array[size - 1] += 5;
    CHECK(array[0] == (size == 1 ? 6 : 1));
    CHECK(array[size - 1] == (size == 1 ? 6 : 5));
  }
}

TEST_CASE("an array of nothing has no memory") {
  CHECK(ZeroedArray<int>().size() == 0);
  CHECK(ZeroedArray<int>(0).size() == 0);
  CHECK(ZeroedArray<int>(0).data() == nullptr);
}

TEST_CASE("a moved array is the same memory under another name") {
  ZeroedArray<int> from(kSmall);
  from[7] = 77;
  const int* memory = from.data();

  ZeroedArray<int> constructed(std::move(from));
  CHECK(constructed.data() == memory);
  CHECK(constructed.size() == kSmall);

  ZeroedArray<int> assigned(3);
  assigned = std::move(constructed);
  CHECK(assigned.data() == memory);
  CHECK(assigned.size() == kSmall);
  CHECK(assigned[7] == 77);
}

TEST_CASE("an array that no memory can hold is refused") {
  CHECK_THROWS_AS(ZeroedArray<char>(std::size_t{1} << 62), std::bad_alloc);
}

}  // namespace pith
