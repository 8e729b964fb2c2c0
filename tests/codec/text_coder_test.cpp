#include "codec/text_coder.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;

namespace {

const std::string kRefrain = test::repeated("and again ", 30);

}  // namespace

TEST_CASE("coding gives something shorter, or nothing") {
  Progress progress(nullptr);
  for (const auto& [name, text] : test::shapes()) {
    CAPTURE(name);
    const std::optional<Bytes> payload = encode_text(1, bytes_of(text), progress);
    if (payload) {
      CHECK(payload->size() < text.size());
      CHECK(decode_text(1, *payload, text.size(), progress) == bytes_of(text));
    }
  }
}

TEST_CASE("what repeats is coded, what is random is not") {
  Progress progress(nullptr);
  CHECK(encode_text(1, bytes_of(kRefrain), progress));
  CHECK(!encode_text(1, bytes_of(test::random_text(2000, 21)), progress));
}

TEST_CASE("a payload belongs to one level and one length") {
  Progress progress(nullptr);
  const Bytes payload = encode_text(1, bytes_of(kRefrain), progress).value();
  for (const std::size_t length :
       {kRefrain.size() - 1, kRefrain.size() - 10, kRefrain.size() + 1, kRefrain.size() + 10}) {
    CAPTURE(length);
    CHECK(decode_text(1, payload, length, progress).value_or(Bytes()) != bytes_of(kRefrain));
  }
}

TEST_CASE("a payload with more at its end is refused") {
  Progress progress(nullptr);
  const Bytes payload = encode_text(1, bytes_of(kRefrain), progress).value();
  REQUIRE(decode_text(1, payload, kRefrain.size(), progress));
  for (const int byte : {0, 1, 255}) {
    Bytes longer = payload;
    longer.push_back(static_cast<std::uint8_t>(byte));
    CHECK(!decode_text(1, longer, kRefrain.size(), progress));
  }
}

TEST_CASE("progress adds up to the length of the text both ways, also where coding is given up") {
  for (const auto& [name, text] : test::shapes()) {
    CAPTURE(name);
    std::atomic<std::uint64_t> done = 0;
    Progress progress(&done);
    const std::optional<Bytes> payload = encode_text(1, bytes_of(text), progress);
    CHECK(done == text.size());
    if (payload) {
      done = 0;
      decode_text(1, *payload, text.size(), progress);
      CHECK(done == text.size());
    }
  }
}

TEST_CASE("coding and decoding stop once they are cancelled") {
  Progress progress(nullptr);
  const Bytes payload = encode_text(1, bytes_of(kRefrain), progress).value();
  progress.cancel();
  CHECK_THROWS_AS(encode_text(1, bytes_of(kRefrain), progress), Cancelled);
  CHECK_THROWS_AS(decode_text(1, payload, kRefrain.size(), progress), Cancelled);
}

}  // namespace pith
