#include "base/varint.h"

#include <doctest/doctest.h>

#include <optional>

#include "base/random.h"

namespace pith {

namespace {

using State = VarintReader::State;

Bytes varint(std::uint32_t number) {
  Bytes bytes;
  append_varint(bytes, number);
  return bytes;
}

/// The number, if `bytes` are one varint with nothing left over.
std::optional<std::uint32_t> parse(const Bytes& bytes) {
  VarintReader reader;
  State state = State::kMore;
  for (const std::uint8_t byte : bytes) {
    if (state != State::kMore) {
      return std::nullopt;
    }
    state = reader.take(byte);
  }
  return state == State::kDone ? std::optional(reader.number()) : std::nullopt;
}

}  // namespace

TEST_CASE("a varint takes a byte for every seven bits") {
  CHECK(varint(0) == Bytes{0x00});
  CHECK(varint(127) == Bytes{0x7f});
  CHECK(varint(128) == Bytes{0x80, 0x01});
  CHECK(varint(300) == Bytes{0xac, 0x02});
  CHECK(varint(16383) == Bytes{0xff, 0x7f});
  CHECK(varint(16384) == Bytes{0x80, 0x80, 0x01});
  CHECK(varint(UINT32_MAX) == Bytes{0xff, 0xff, 0xff, 0xff, 0x0f});
}

TEST_CASE("varints are read as they were written") {
  Random random(11);
  for (int i = 0; i < 10000; ++i) {
    const auto number = static_cast<std::uint32_t>(random.next() >> (32 + random.below(32)));
    CHECK(parse(varint(number)) == number);
  }
}

TEST_CASE("a varint of one, two or three bytes is valid exactly if it is the shortest form") {
  for (std::uint32_t word = 0; word < (1U << 24); word += word < 70000 ? 1 : 251) {
    const Bytes bytes = {static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
                         static_cast<std::uint8_t>(word >> 16)};
    for (std::size_t length = 1; length <= 3; ++length) {
      const Bytes head(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
      const std::optional<std::uint32_t> number = parse(head);
      if (number && varint(*number) != head) {
        FAIL_CHECK("accepted a longer form of " << *number);
      }
    }
  }
}

TEST_CASE("a longer form than the shortest is invalid") {
  CHECK(!parse({0x80, 0x00}));
  CHECK(!parse({0xff, 0x00}));
  CHECK(!parse({0x80, 0x80, 0x00}));
  CHECK(!parse({0x81, 0x80, 0x80, 0x80, 0x00}));
}

TEST_CASE("a varint beyond 32 bits is invalid") {
  CHECK(parse({0xff, 0xff, 0xff, 0xff, 0x0f}) == UINT32_MAX);
  CHECK(!parse({0xff, 0xff, 0xff, 0xff, 0x10}));
  CHECK(!parse({0x80, 0x80, 0x80, 0x80, 0x80, 0x01}));
  CHECK(!parse({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}));
}

TEST_CASE("a varint whose last byte is missing asks for more") {
  VarintReader reader;
  CHECK(reader.take(0x80) == State::kMore);
  CHECK(reader.take(0x80) == State::kMore);
  CHECK(reader.take(0x01) == State::kDone);
  CHECK(reader.number() == 16384);
}

}  // namespace pith
