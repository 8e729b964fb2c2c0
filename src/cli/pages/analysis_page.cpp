#include "cli/pages/analysis_page.h"

#include <string_view>

#include "cli/pages/page.h"
#include "cli/pages/scale_style.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

/// JSON that no HTML parser takes for markup: '<' stands only in its strings, where an escape means the same.
std::string without_markup(const std::string& json) {
  std::string result;
  result.reserve(json.size());
  for (const char c : json) c == '<' ? result += "\\u003c" : result += c;
  return result;
}

}  // namespace

void write_analysis_page(std::ostream& out, const std::string& name, const std::string& report_json) {
  write_page(out, "analysis/page.html", [&](std::ostream& to, std::string_view key) {
    if (key == "name") {
      to << html_escaped(name);
    } else if (key == "scale") {
      to << scale_style();
    } else if (key == "report") {
      to << without_markup(report_json);
    } else {
      throw Error(ErrorCode::kInternal, "the page asks for " + std::string(key));
    }
  });
}

}  // namespace pith::cli
