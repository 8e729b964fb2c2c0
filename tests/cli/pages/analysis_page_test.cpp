#include "cli/pages/analysis_page.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("a report cannot end the element that holds it, and stays the same JSON") {
  std::ostringstream out;
  pith::cli::write_analysis_page(out, "<b>", "{\"word\": \"</script><!--<script>\"}");
  const std::string page = out.str();
  CHECK(page.find("{\"word\": \"\\u003c/script>\\u003c!--\\u003cscript>\"}</script>") != std::string::npos);
  CHECK(page.find("<h1>&lt;b&gt;</h1>") != std::string::npos);
}
