#pragma once

#include <ostream>
#include <string>

namespace pith::cli {

/// Writes a page that draws what a report of 'pith analyze --json' says: plots, and their numbers as tables. `name` is
/// what was analyzed. The page needs nothing but itself.
void write_analysis_page(std::ostream& out, const std::string& name, const std::string& report_json);

}  // namespace pith::cli
