#include "model/text/text_past.h"

#include <doctest/doctest.h>

#include "model/text/window.h"
#include "support/texts.h"
#include "support/works.h"

namespace pith {

TEST_CASE("a text in memory shows what a window shows") {
  const std::string text = test::random_text(300, 5);
  Window window(64);
  TextPast past(test::view_of(text), 0, 64);
  for (const std::uint8_t byte : test::view_of(text)) {
    window.push(byte);
    past.advance();
    REQUIRE(past.position() == window.position());
    for (std::uint32_t position = 0; position < window.position(); ++position) {
      REQUIRE(past[position] == window[position]);
    }
  }
}

}  // namespace pith
