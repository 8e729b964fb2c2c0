#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <istream>
#include <ostream>
#include <string>

#include "cli/archives/file_options.h"
#include "cli/console/report.h"
#include "pith/codec.h"

namespace pith::cli {

/// One direction of the codec, as the library offers it.
using Coder = std::function<CodecTotals(std::istream&, std::ostream&, std::atomic<std::uint64_t>* text_bytes_done)>;

/// Decodes an archive that compressing has just written.
using Decoder = std::function<void(std::istream& archive, std::ostream& text)>;

/// The two files of a conversion; "-" is standard input or output.
struct Route {
  std::string input;
  std::string output;
};

/// Where the result of `input` goes: as the options say, else to `derived`.
Route route_to(const FileOptions& options, const std::string& input, const std::string& derived);

/// Puts one file through `code`, so that either the result appears whole and then the input goes, or nothing changes.
/// Throws Skipped for inputs that are left alone without -f: links, special files, directories.
/// `verify`: what decodes the result for --verify, or nothing. What it makes has to be what was read.
void convert(const Route& route, const FileOptions& options, const Report& report, const Coder& code,
             const Decoder& verify = nullptr);

}  // namespace pith::cli
