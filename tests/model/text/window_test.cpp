#include "model/text/window.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/texts.h"

namespace pith {

TEST_CASE("a window holds the last bytes at their positions in the text") {
  const std::string text = test::random_text(1000, 12);
  for (const std::size_t size : {1U, 2U, 16U, 256U, 1024U}) {
    CAPTURE(size);
    Window window(size);
    CHECK(window.size() == size);
    for (std::size_t i = 0; i < text.size(); ++i) {
      REQUIRE(window.position() == i);
      window.push(static_cast<std::uint8_t>(text[i]));
      for (std::size_t back = 1; back <= std::min(size, i + 1); ++back) {
        REQUIRE(window[window.position() - static_cast<std::uint32_t>(back)] ==
                static_cast<std::uint8_t>(text[i + 1 - back]));
      }
    }
  }
}

TEST_CASE("a position that has left the window holds a later byte") {
  Window window(4);
  for (const char byte : std::string("abcdefg")) {
    window.push(static_cast<std::uint8_t>(byte));
  }
  CHECK(window[0] == 'e');
  CHECK(window[2] == 'g');
}

}  // namespace pith
