#include <doctest/doctest.h>

#include "codec/reference_text.h"
#include "support/archives.h"
#include "support/errors.h"
#include "support/files.h"
#include "support/texts.h"

namespace pith {

namespace {

std::string compressed_like(const std::string& like, const std::string& text, int level = 1,
                            std::size_t block_bytes = kMaxBlockBytes) {
  const Bytes known = test::bytes_of(like);
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = level, .block_bytes = block_bytes, .like = known});
  return out.str();
}

test::Outcome outcome(const std::string& archive, const std::string& like, std::uint64_t max_memory = 0) {
  const Bytes known = test::bytes_of(like);
  std::istringstream in(archive);
  std::ostringstream out;
  test::Outcome outcome;
  try {
    decompress(in, out, {.max_memory_bytes = max_memory, .like = known});
  } catch (const Error& error) {
    outcome.error = test::name_of(error.code());
    outcome.message = error.what();
  }
  outcome.text = out.str();
  return outcome;
}

std::string story() { return test::read_file(test::kSourceFolder / "corpora" / "the-tide-clerk.txt"); }

/// The next edition: a sentence more, one less.
std::string edited(std::string text) {
  text.erase(text.size() / 3, 60);
  text.insert(text.size() / 2, "Here the clerk put down his pen, which he had never done before. ");
  return text;
}

}  // namespace

TEST_CASE("a text like one that both sides have costs what is new in it") {
  const std::string old = story();
  for (const int level : {1, 3}) {
    CAPTURE(level);
    const std::string archive = compressed_like(old, edited(old), level);
    CHECK(outcome(archive, old).text == edited(old));
    CHECK(archive.size() * 10 < test::compressed(edited(old), level).size());
  }
}

TEST_CASE("each block is like the text that both sides have") {
  const std::string old = story();
  const std::string archive = compressed_like(old, edited(old), 1, 4000);
  CHECK(outcome(archive, old).text == edited(old));
  CHECK(test::inspected(archive).at(0).blocks > 3);
  CHECK(archive.size() * 5 < test::compressed(edited(old)).size());
}

TEST_CASE("line ends need not be those of the text that both sides have") {
  const std::string old = story();
  CHECK(compressed_like(test::with_crlf(old), edited(old)).size() <= compressed_like(old, edited(old)).size() + 20);
  CHECK(outcome(compressed_like(test::with_crlf(old), edited(old)), test::with_crlf(old)).text == edited(old));
}

TEST_CASE("an archive names the text that it is like, and is restored with no other") {
  const std::string old = "what both sides have\n";
  const std::string archive = compressed_like(old, "what one side has, and the other gets\n");
  const MemberInfo member = test::inspected(archive).at(0);
  CHECK(member.like_bytes == old.size());
  CHECK(member.like_id == reference_id(test::bytes_of(old)));
  const std::string named = "a text of 21 bytes, " + identity_text(member.like_id);
  const test::Outcome without = outcome(archive, "");
  CHECK(without.error == "kModel");
  CHECK(without.message.find(named) != std::string::npos);
  CHECK(without.message.find("--like") != std::string::npos);
  for (const std::string& other : {std::string("what both sides have!"), std::string("what"), old + "\n"}) {
    const test::Outcome refused = outcome(archive, other);
    CHECK(refused.error == "kModel");
    CHECK(refused.text.empty());
    CHECK(refused.message.find(named) != std::string::npos);
  }
}

TEST_CASE("a text that is given and not needed does no harm") {
  CHECK(outcome(test::compressed("plain"), "like").text == "plain");
}

TEST_CASE("every flipped bit of an archive that is like a text is an error") {
  const std::string old = "the same again and again\n";
  const std::string archive = compressed_like(old, "the same again and once more\n");
  for (std::size_t bit = 0; bit < archive.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = archive;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const test::Outcome refused = outcome(flipped, old);
    CHECK(refused.error != "no error");
    CHECK(refused.text.empty());
  }
}

TEST_CASE("the limit of memory holds the text that both sides have") {
  const std::string old = story();
  const std::string archive = compressed_like(old, "a few words");
  const auto enough = static_cast<std::uint64_t>(memory_need(1).decompress_bytes) + old.size();
  CHECK(outcome(archive, old, enough).error == "no error");
  CHECK(outcome(archive, old, enough - 1).error == "kUsage");
}

}  // namespace pith
