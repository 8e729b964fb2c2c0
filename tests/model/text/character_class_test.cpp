#include "model/text/character_class.h"

#include <doctest/doctest.h>

#include <set>

namespace pith {

namespace {

int class_of(int byte) { return character_class(static_cast<std::uint8_t>(byte)); }

}  // namespace

TEST_CASE("every byte has a class, and no class is empty") {
  std::set<int> classes;
  for (int byte = 0; byte < 256; ++byte) {
    classes.insert(class_of(byte));
  }
  CHECK(classes.size() == static_cast<std::size_t>(kCharacterClasses));
  CHECK(*classes.begin() == 0);
  CHECK(*classes.rbegin() == kCharacterClasses - 1);
}

TEST_CASE("bytes of one kind are of one class, those of different kinds are not") {
  CHECK(class_of('a') == class_of('z'));
  CHECK(class_of('A') == class_of('Z'));
  CHECK(class_of('0') == class_of('9'));
  CHECK(class_of('\n') == class_of('\r'));
  CHECK(class_of(0x80) == class_of(0xff));
  CHECK(class_of('.') == class_of('{'));
  CHECK(std::set{class_of('a'), class_of('A'), class_of('0'), class_of(' '), class_of('\n'), class_of('.'),
                 class_of(0xc3)}
            .size() == 7);
}

}  // namespace pith
