#include "cli/formatting/nearest_word.h"

#include <doctest/doctest.h>

using namespace pith::cli;

TEST_CASE("the distance counts letters added, dropped, replaced and swapped with a neighbour") {
  CHECK(edit_distance("measure", "measure") == 0);
  CHECK(edit_distance("mesure", "measure") == 1);
  CHECK(edit_distance("measuree", "measure") == 1);
  CHECK(edit_distance("neasure", "measure") == 1);
  CHECK(edit_distance("maesure", "measure") == 1);
  CHECK(edit_distance("", "info") == 4);
}

TEST_CASE("a misspelling is near the one word that it resembles most") {
  const std::vector<std::string> words = {"compress", "decompress", "test", "train", "info"};
  CHECK(nearest_word("comprss", words) == "compress");
  CHECK(nearest_word("decopmress", words) == "decompress");
  CHECK(nearest_word("trian", words) == "train");
  CHECK(nearest_word("decomp", words) == "decompress");
}

TEST_CASE("what resembles no word, or is as near as nothing, has no nearest word") {
  const std::vector<std::string> words = {"test", "train", "info"};
  CHECK(nearest_word("notes.txt", words).empty());
  CHECK(nearest_word("te", words).empty());
  CHECK(nearest_word("nfas", words).empty());
  CHECK(nearest_word(std::string(100000, 'x'), words).empty());
}
