#include "codec/text_coder.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;

namespace {

const std::string kRefrain = test::repeated("and again ", 30);

std::optional<Bytes> encoded(ByteView text, Progress& progress) { return encode_text(1, text, text.size(), progress); }

}  // namespace

TEST_CASE("coding gives something shorter, or nothing") {
  Progress progress(nullptr);
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    const std::optional<Bytes> payload = encoded(bytes_of(shape.text), progress);
    if (payload) {
      CHECK(payload->size() < shape.text.size());
      CHECK(decode_text(1, *payload, shape.text.size(), progress) == bytes_of(shape.text));
    }
  }
}

TEST_CASE("what repeats is coded, what is random is not") {
  Progress progress(nullptr);
  CHECK(encoded(bytes_of(kRefrain), progress));
  CHECK(!encoded(bytes_of(test::random_text(2000, 21)), progress));
}

TEST_CASE("a payload is given if it is shorter than storing would be, and only then") {
  Progress progress(nullptr);
  for (const std::string& text : {kRefrain, test::random_text(2000, 21)}) {
    const Bytes payload = encode_text(1, bytes_of(text), 2 * text.size(), progress).value();
    CHECK(encode_text(1, bytes_of(text), payload.size() + 1, progress) == payload);
    CHECK(!encode_text(1, bytes_of(text), payload.size(), progress));
  }
}

TEST_CASE("what is decoded, if anything, is a text that encodes to the same payload") {
  Progress progress(nullptr);
  const Bytes payload = encoded(bytes_of(kRefrain), progress).value();
  for (const std::size_t length : {std::size_t{1}, kRefrain.size() - 10, kRefrain.size() - 1, kRefrain.size() + 1}) {
    CAPTURE(length);
    const std::optional<Bytes> text = decode_text(1, payload, length, progress);
    CHECK((!text || encoded(*text, progress) == payload));
  }
  for (int byte = 0; byte < 256; byte += 5) {
    CAPTURE(byte);
    const Bytes short_payload(1, static_cast<std::uint8_t>(byte));
    const std::optional<Bytes> text = decode_text(1, short_payload, 2, progress);
    CHECK((!text || encoded(*text, progress) == short_payload));
  }
}

TEST_CASE("a payload with more at its end is refused, or is that of another text") {
  Progress progress(nullptr);
  const Bytes payload = encoded(bytes_of(kRefrain), progress).value();
  REQUIRE(decode_text(1, payload, kRefrain.size(), progress));
  for (int byte = 0; byte < 256; byte += 5) {
    CAPTURE(byte);
    Bytes longer = payload;
    longer.push_back(static_cast<std::uint8_t>(byte));
    const std::optional<Bytes> text = decode_text(1, longer, kRefrain.size(), progress);
    CHECK((!text || (byte != 0 && *text != bytes_of(kRefrain) && encoded(*text, progress) == longer)));
  }
}

TEST_CASE("progress adds up to the length of the text both ways, also where coding is given up") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    std::atomic<std::uint64_t> done = 0;
    Progress progress(&done);
    const std::optional<Bytes> payload = encoded(bytes_of(shape.text), progress);
    CHECK(done == shape.text.size());
    if (payload) {
      done = 0;
      decode_text(1, *payload, shape.text.size(), progress);
      CHECK(done == shape.text.size());
    }
  }
}

TEST_CASE("coding and decoding stop once they are cancelled") {
  Progress progress(nullptr);
  const Bytes payload = encoded(bytes_of(kRefrain), progress).value();
  progress.cancel();
  CHECK_THROWS_AS(encoded(bytes_of(kRefrain), progress), Cancelled);
  CHECK_THROWS_AS(decode_text(1, payload, kRefrain.size(), progress), Cancelled);
}

}  // namespace pith
