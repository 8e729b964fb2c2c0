#include "model/nibbles/nibble_match.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/texts.h"
#include "support/works.h"

namespace pith {

namespace {

/// A match as a predictor drives it. Whether each byte was the expected one is learnt.
class Reader {
 public:
  void read(const std::string& text) {
    for (const std::uint8_t byte : test::view_of(text)) {
      if (match_.expects()) {
        const bool right = match_.expected() == byte;
        hits_ += right ? 1 : 0;
        match_.learn(right);
      }
      window_.push(byte);
      last8_ = last8_ << 8 | byte;
      match_.update(last8_, window_);
    }
  }

  const NibbleMatch& match() const { return match_; }
  int hits() const { return hits_; }

 private:
  Window window_{1024};
  NibbleMatch match_{256};
  std::uint64_t last8_ = 0;
  int hits_ = 0;
};

}  // namespace

TEST_CASE("after six bytes that came before, what followed them is expected") {
  Reader reader;
  reader.read("a river runs. the rive");
  CHECK_FALSE(reader.match().expects());
  reader.read("r");
  REQUIRE(reader.match().expects());
  CHECK(reader.match().expected() == ' ');
  reader.read(" ");
  REQUIRE(reader.match().expects());
  CHECK(reader.match().expected() == 'r');
}

TEST_CASE("a match that fails ends") {
  Reader reader;
  reader.read("a river runs. the river ");
  REQUIRE(reader.match().expects());
  reader.read("x");
  CHECK_FALSE(reader.match().expects());
  CHECK(reader.match().length_class() == 0);
}

TEST_CASE("the longer a match is right, the surer it gets") {
  Reader reader;
  const std::string text = test::random_text(200, 3);
  reader.read(text + text.substr(0, 8));
  CHECK(reader.match().length_class() == 1);
  const int early = reader.match().confidence();
  reader.read(text.substr(8, 100));
  CHECK(reader.match().length_class() == 3);
  CHECK(reader.match().confidence() > early);
  CHECK(reader.hits() > 90);
}

TEST_CASE("trust is taken from elsewhere as it was given") {
  Reader reader;
  reader.read(test::sentences(3000, 4));
  NibbleMatch other(256);
  other.set_trust(reader.match().trust());
  CHECK(std::ranges::equal(other.trust(), reader.match().trust()));
}

}  // namespace pith
