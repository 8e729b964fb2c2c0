#include "model/bits/bit_place.h"

#include <doctest/doctest.h>

namespace pith {

TEST_CASE("a place before the first bit has no bits and is the root of the first nibble") {
  constexpr BitPlace kPlace;
  CHECK(kPlace.partial() == 1);
  CHECK(kPlace.index() == 0);
  CHECK(kPlace.node() == 1);
  CHECK_FALSE(kPlace.ends_nibble());
}

TEST_CASE("each bit moves a place on, to what after() says of the bits so far") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    BitPlace place;
    for (int index = 0; index < 8; ++index) {
      REQUIRE(place == BitPlace::after((byte | 256U) >> (8 - index)));
      REQUIRE(place == BitPlace::in(static_cast<std::uint8_t>(byte), index));
      REQUIRE(place.index() == index);
      place.advance(static_cast<int>(byte >> (7 - index) & 1));
      REQUIRE(place.ends_nibble() == (index == 3 || index == 7));
    }
    REQUIRE(place.partial() == (byte | 256U));
    REQUIRE(place == BitPlace::in(static_cast<std::uint8_t>(byte), 8));
  }
}

TEST_CASE("a node is 1 and then the bits of its own nibble") {
  CHECK(BitPlace::after(0b1).node() == 1);
  CHECK(BitPlace::after(0b1101).node() == 0b1101);
  CHECK(BitPlace::after(0b11010).node() == 1);
  CHECK(BitPlace::after(0b11010'1).node() == 0b11);
  CHECK(BitPlace::after(0b11010'110).node() == 0b1110);
}

}  // namespace pith
