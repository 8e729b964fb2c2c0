#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace pith::cli {

/// `text` as HTML shows it, in an element or a quoted attribute: markup escaped, bytes that are not UTF-8 as U+FFFD,
/// control characters but tab and line feed as their stand-ins.
std::string html_escaped(std::string_view text);

/// Writes what takes the place of one {{key}}: HTML, markup and all.
using PagePart = std::function<void(std::ostream& out, std::string_view key)>;

/// Writes the page that the asset `name` lays out. Each {{FILE}} that names an asset becomes a script or style element
/// with that file, or is laid out in its turn if it is HTML, which then has no scripts; {{policy}} becomes a
/// Content-Security-Policy that lets those scripts run and loads nothing, and any other {{key}} what `part` writes.
/// Throws what `part` throws.
void write_page(std::ostream& out, std::string_view name, const PagePart& part);

}  // namespace pith::cli
