#include "cli/corpus/compressed_file.h"

#include <algorithm>
#include <string_view>

#include "cli/files/input_file.h"
#include "pith/codec.h"

namespace pith::cli {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSuffixes[] = {".pith", ".pithm", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".lzma",
                                          ".zst",  ".tzst",  ".lz", ".lz4", ".br",  ".zip",  ".7z", ".rar", ".Z"};

constexpr std::string_view kBeginnings[] = {
    "\xb6ptm"sv,   // a model of pith
    "\x1f\x8b"sv,  // gzip
    "\x1f\x9d"sv,  // compress
    "\xfd"
    "7zXZ\0"sv,            // xz
    "\x28\xb5\x2f\xfd"sv,  // zstd
    "\x04\x22\x4d\x18"sv,  // lz4
    "LZIP\x01"sv,          // lzip
    "PK\x03\x04"sv,        // zip
    "7z\xbc\xaf\x27\x1c"sv,
    "Rar!\x1a\x07"sv,
};

constexpr std::size_t kMostBytes = 10;
constexpr std::size_t kBzip2Level = 3;  // "BZh91AY&SY"

bool is_bzip2(std::string_view begin) {
  return begin.starts_with("BZh") && begin.substr(std::min(begin.size(), kBzip2Level + 1)).starts_with("1AY&SY");
}

}  // namespace

bool is_compressed(const std::string& path) {
  if (std::ranges::any_of(kSuffixes, [&](std::string_view suffix) { return path.ends_with(suffix); })) return true;
  InputFile file(path);
  const std::string_view begin = file.ahead(kMostBytes);
  return is_bzip2(begin) || looks_like_archive(begin.data(), begin.size()) ||
         std::ranges::any_of(kBeginnings, [&](std::string_view b) { return begin.starts_with(b); });
}

}  // namespace pith::cli
