#include "model/ngrams/successor_ranks.h"

#include <doctest/doctest.h>

#include "support/streams.h"
#include "support/texts.h"

namespace pith {

using test::bytes_of;
using test::string_of;

TEST_CASE("each byte of the alphabet has its row of ranks, all others share the last") {
  const Bytes alphabet = bytes_of("bea");
  const Bytes rows = bytes_of(
      "abe"
      "eba"
      "bae"
      "eab");
  const SuccessorRanks ranks(alphabet, rows);
  CHECK(string_of(ranks.after('b')) == "abe");
  CHECK(string_of(ranks.after('e')) == "eba");
  CHECK(string_of(ranks.after('a')) == "bae");
  for (const std::uint32_t other : {0U, 1U, 2U, 3U, 255U, std::uint32_t{'c'}, kNoByte}) {
    CAPTURE(other);
    CHECK(string_of(ranks.after(other)) == "eab");
  }
}

TEST_CASE("alphabet and ranks are read as they were written, and what follows them is left") {
  const Bytes alphabet = bytes_of("bea");
  Bytes section = SuccessorRanks::written(alphabet, bytes_of("abeebabaeeab"));
  section.push_back(7);
  SectionReader reader(section, "n-grams");
  const SuccessorRanks ranks = SuccessorRanks::read(reader);
  CHECK(string_of(ranks.alphabet()) == "bea");
  CHECK(string_of(ranks.after('e')) == "eba");
  CHECK(ranks.section_bytes() == section.size() - 1);
  CHECK(reader.left() == 1);
}

TEST_CASE("an alphabet of every byte has a row for each and one for no byte") {
  const Bytes alphabet = bytes_of(test::every_byte());
  Bytes rows;
  for (unsigned row = 0; row <= 256; ++row) {
    for (unsigned rank = 0; rank < 256; ++rank) {
      rows.push_back(static_cast<std::uint8_t>(row + rank));
    }
  }
  const SuccessorRanks ranks(alphabet, rows);
  for (unsigned last = 0; last <= kNoByte; ++last) {
    CAPTURE(last);
    CHECK(ranks.after(last).size() == 256);
    CHECK(ranks.after(last)[0] == (last & 255));
    CHECK(ranks.after(last).data() == rows.data() + last * 256);
  }
}

TEST_CASE("an alphabet of one byte has one rank") {
  const Bytes alphabet = bytes_of("e");
  const Bytes rows = bytes_of("ee");
  const SuccessorRanks ranks(alphabet, rows);
  CHECK(string_of(ranks.after('e')) == "e");
  CHECK(string_of(ranks.after(kNoByte)) == "e");
}

}  // namespace pith
