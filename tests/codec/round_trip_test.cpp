#include <doctest/doctest.h>

#include "pith/predictor.h"
#include "support/archives.h"
#include "support/files.h"
#include "support/texts.h"

namespace pith {

using test::compressed;
using test::decompressed;

TEST_CASE("every shape of text comes back at every level") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    for (int level = kMinLevel; level <= kMaxLevel; level += shape.text.size() <= 300 ? 1 : 2) {
      CAPTURE(level);
      CHECK(decompressed(compressed(shape.text, level)) == shape.text);
    }
  }
}

TEST_CASE("compressing twice gives the same bytes") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    CHECK(compressed(shape.text, 3) == compressed(shape.text, 3));
  }
}

TEST_CASE("no text grows by more than 0.1 % and 16 bytes") {
  for (const test::NamedText& shape : test::shapes()) {
    CAPTURE(shape.name);
    CHECK(static_cast<double>(compressed(shape.text).size()) <= 1.001 * static_cast<double>(shape.text.size()) + 16);
  }
}

TEST_CASE("a text longer than a block comes back") {
  // The first block is stored for being random, which keeps this quick; the second is coded.
  // A line end lies across the cut.
  const std::string text =
      test::random_text(kMaxBlockBytes - 1, 31) + "\r\n" + test::repeated("the end of it\r\n", 400);
  const std::string archive = compressed(text, 1, 2);
  CHECK((decompressed(archive, 1) == text));
  CHECK((decompressed(archive, 3) == text));
  const MemberInfo member = test::inspected(archive).at(0);
  CHECK(member.blocks == 2);
  CHECK(member.stored_blocks == 1);
  CHECK(member.swapped_blocks == 1);
  CHECK(archive.size() < kMaxBlockBytes + 1000);
}

TEST_CASE("the head of every text of the development corpus comes back") {
  const auto corpus = test::dev_corpus();
  if (corpus.empty()) {
    MESSAGE("no development corpus here");
  }
  for (const auto& path : corpus) {
    CAPTURE(path.string());
    const std::string head = test::read_file(path).substr(0, 65536);
    for (const int level : {1, 3}) {
      const std::string archive = compressed(head, level);
      CHECK(archive.size() < head.size());
      CHECK(decompressed(archive) == head);
    }
  }
}

}  // namespace pith
