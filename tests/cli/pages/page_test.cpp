#include "cli/pages/page.h"

#include <doctest/doctest.h>

#include <sstream>

#include "support/errors.h"

using namespace pith::cli;

TEST_CASE("markup and quotes in a text stay text") {
  CHECK(html_escaped("</script><a href=\"x\" b='y'>&amp;") ==
        "&lt;/script&gt;&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
  CHECK(html_escaped(std::string_view("\0\xff\x1b", 3)) == "\u2400\ufffd\u241b");
  CHECK(html_escaped("\u00e4\n") == "\u00e4\n");
}

TEST_CASE("keys that are no asset are asked for, in order") {
  std::ostringstream out;
  std::string keys;
  write_page(out, "surprisal/page.html", [&keys](std::ostream& to, std::string_view key) {
    keys += std::string(key) + " ";
    to << "[" << key << "]";
  });
  CHECK(keys.starts_with("name scale steps name terms figures "));
  CHECK(out.str().find("<title>[name]") != std::string::npos);
  CHECK(out.str().find("{{") == std::string::npos);
}

TEST_CASE("a page that was not built in is an internal error") {
  std::ostringstream out;
  CHECK(pith::test::error_of([&] { write_page(out, "missing.html", {}); }) == "kInternal");
}
