#include "cli/pages/base64.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

namespace {

std::string of(std::string_view text) {
  return pith::cli::base64(std::vector<unsigned char>(text.begin(), text.end()));
}

}  // namespace

TEST_CASE("base64 gives the examples of RFC 4648") {
  CHECK(of("") == "");
  CHECK(of("f") == "Zg==");
  CHECK(of("fo") == "Zm8=");
  CHECK(of("foo") == "Zm9v");
  CHECK(of("foob") == "Zm9vYg==");
  CHECK(of("fooba") == "Zm9vYmE=");
  CHECK(of("foobar") == "Zm9vYmFy");
  CHECK(of("\xfb\xff\xfe") == "+//+");
}
