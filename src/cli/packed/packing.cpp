#include "cli/packed/packing.h"

namespace pith::cli {

using namespace std::string_view_literals;

Packing packing_of_bytes(std::string_view begin) {
  if (begin.starts_with("\x1f\x8b"sv)) return Packing::kGzip;
  if (begin.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::kZstd;
  if (begin.starts_with("\xfd"
                        "7zXZ\0"sv)) {
    return Packing::kXz;
  }
  return Packing::kNone;
}

Packing packing_of_name(const std::string& path) {
  if (path.ends_with(".gz")) return Packing::kGzip;
  if (path.ends_with(".zst")) return Packing::kZstd;
  if (path.ends_with(".xz")) return Packing::kXz;
  return Packing::kNone;
}

std::unique_ptr<PackingCodec> packer(Packing packing) {
  switch (packing) {
    case Packing::kGzip:
      return gzip_packer();
    case Packing::kZstd:
      return zstd_packer();
    case Packing::kXz:
      return xz_packer();
    case Packing::kNone:
      break;
  }
  return nullptr;
}

std::unique_ptr<PackingCodec> unpacker(Packing packing) {
  switch (packing) {
    case Packing::kGzip:
      return gzip_unpacker();
    case Packing::kZstd:
      return zstd_unpacker();
    case Packing::kXz:
      return xz_unpacker();
    case Packing::kNone:
      break;
  }
  return nullptr;
}

}  // namespace pith::cli
