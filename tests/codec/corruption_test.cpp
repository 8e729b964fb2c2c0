#include <doctest/doctest.h>

#include "base/random.h"
#include "support/archives.h"
#include "support/texts.h"

namespace pith {

namespace {

// Short, since each of its bits is flipped and decoded.
const std::string kCoded = test::repeated("da ", 20);
const std::string kSwapped = test::repeated("da\r\n", 20);
const std::string kStored = "Qx7#";

/// Decoding `archive` throws an Error, having written nothing but one of the texts that may precede the damage.
void check_refused(const std::string& archive, const std::string& before = "") {
  const test::Outcome outcome = test::outcome(archive);
  CHECK(outcome.error != "no error");
  CHECK((outcome.text.empty() || outcome.text == before));
}

void check_every_flip(const std::string& archive, const std::string& before = "") {
  for (std::size_t bit = 0; bit < archive.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = archive;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    check_refused(flipped, before);
  }
}

void check_every_truncation(const std::string& archive) {
  for (std::size_t length = 0; length < archive.size(); ++length) {
    CAPTURE(length);
    const test::Outcome outcome = test::outcome(archive.substr(0, length));
    CHECK(outcome.error == "kTruncated");
    CHECK(outcome.text.empty());
  }
}

std::string coded_archive() {
  std::string archive = test::compressed(kCoded);
  REQUIRE(test::inspected(archive).at(0).stored_blocks == 0);
  return archive;
}

std::string swapped_archive() {
  std::string archive = test::compressed(kSwapped);
  REQUIRE(test::inspected(archive).at(0).swapped_blocks == 1);
  return archive;
}

/// Coded, stored and empty blocks that go on with what those before them taught.
std::string streamed_archive() {
  std::vector<std::string> pieces = {kCoded, kStored, kSwapped, ""};
  std::size_t next = 0;
  std::ostringstream out;
  compress_pieces(
      [&](Bytes& piece) {
        piece = test::bytes_of(pieces[next]);
        return ++next < pieces.size();
      },
      out, {.level = 1});
  return out.str();
}

std::string stored_archive() {
  std::string archive = test::compressed(kStored);
  REQUIRE(test::inspected(archive).at(0).stored_blocks == 1);
  return archive;
}

}  // namespace

TEST_CASE("every truncation of a coded block is told as one") { check_every_truncation(coded_archive()); }

TEST_CASE("every truncation of a block with swapped line ends is told as one") {
  check_every_truncation(swapped_archive());
}

TEST_CASE("every truncation of a stored block is told as one") { check_every_truncation(stored_archive()); }

TEST_CASE("every truncation of the second member is told as one, after the first is restored") {
  const std::string first = coded_archive();
  const std::string archive = first + stored_archive();
  for (std::size_t length = first.size(); length < archive.size(); ++length) {
    CAPTURE(length);
    const test::Outcome outcome = test::outcome(archive.substr(0, length));
    CHECK(outcome.error == (length == first.size() ? "no error" : "kTruncated"));
    CHECK(outcome.text == kCoded);
  }
}

TEST_CASE("every flipped bit of a coded block is an error") { check_every_flip(coded_archive()); }

TEST_CASE("every flipped bit of a block with swapped line ends is an error") { check_every_flip(swapped_archive()); }

TEST_CASE("every flipped bit of a streamed member is an error, after whole blocks") {
  const std::string archive = streamed_archive();
  const std::string text = kCoded + kStored + kSwapped;
  CHECK(test::decompressed(archive) == text);
  for (std::size_t bit = 0; bit < archive.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = archive;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const test::Outcome outcome = test::outcome(flipped);
    CHECK(outcome.error != "no error");
    CHECK((outcome.text.empty() || outcome.text == kCoded || outcome.text == kCoded + kStored || outcome.text == text));
  }
}

TEST_CASE("every truncation of a streamed member is told as one, after the blocks that are whole") {
  const std::string archive = streamed_archive();
  const std::string text = kCoded + kStored + kSwapped;
  for (std::size_t length = 0; length < archive.size(); ++length) {
    CAPTURE(length);
    const test::Outcome outcome = test::outcome(archive.substr(0, length));
    CHECK(outcome.error == "kTruncated");
    CHECK(text.starts_with(outcome.text));
  }
}

TEST_CASE("every flipped bit of several blocks with their index is an error") {
  const std::string archive = test::stored_blocks({.level = 1}, {"Qx7#", "a\n"});
  for (std::size_t bit = 0; bit < archive.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = archive;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    CHECK(test::outcome(flipped).error != "no error");
  }
}

TEST_CASE("every flipped bit of a stored block is an error") { check_every_flip(stored_archive()); }

TEST_CASE("every flipped bit of an empty text's archive is an error") { check_every_flip(test::compressed("")); }

TEST_CASE("every flipped bit of two members is an error") {
  check_every_flip(stored_archive() + coded_archive(), kStored);
}

TEST_CASE("every byte inserted, left out or doubled is an error") {
  for (const std::string& text : {kCoded, kSwapped, kStored}) {
    const std::string archive = test::compressed(text);
    for (std::size_t at = 0; at < archive.size(); ++at) {
      CAPTURE(at);
      std::string missing = archive;
      missing.erase(at, 1);
      check_refused(missing);
      if (at + 1 == archive.size() && archive[at] == 0) continue;  // zeros may follow an archive
      std::string doubled = archive;
      doubled.insert(at, 1, archive[at]);
      check_refused(doubled, text);
    }
  }
}

TEST_CASE("payloads of random bytes are refused") {
  Random random(61);
  const MemberHeader member{.level = 1};
  for (int i = 0; i < 200; ++i) {
    CAPTURE(i);
    const std::uint32_t text_bytes = 2 + random.below(40);
    const std::uint32_t payload_bytes = random.below(text_bytes);
    const BlockHeader header{.text_bytes = text_bytes,
                             .payload_bytes = payload_bytes,
                             .last = true,
                             .saved_bytes = random.below(text_bytes / 2 + 1)};
    check_refused(test::member_bytes(member, header, test::random_text(payload_bytes, random.next()), "text"));
  }
}

}  // namespace pith
