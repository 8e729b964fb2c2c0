// Any bytes: inspecting tells facts that add up or throws Error, and whatever decodes can be inspected.
#include "fuzz/declared_text.h"
#include "fuzz/fuzz_support.h"

namespace {

std::optional<std::vector<pith::MemberInfo>> inspected(const std::string& archive) {
  std::istringstream in(archive);
  try {
    return pith::inspect(in);
  } catch (const pith::Error&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith::fuzz;
  const std::string archive(reinterpret_cast<const char*>(data), size);
  const auto members = inspected(archive);
  std::uint64_t text_bytes = 0;
  std::uint64_t archive_bytes = 0;
  if (members) {
    require(pith::looks_like_archive(data, size), "whatever can be inspected looks like an archive");
    for (const pith::MemberInfo& member : *members) {
      require(member.overhead_bytes <= member.archive_bytes, "overhead is part of a member");
      require(member.stored_blocks <= member.blocks && member.blocks >= 1, "a member has blocks, some of them stored");
      require(member.swapped_blocks <= member.blocks - member.stored_blocks, "what is stored is not swapped");
      text_bytes += member.text_bytes;
      archive_bytes += member.archive_bytes;
    }
    require(archive_bytes <= size, "members lie in their archive");
    const bool padded = archive.find_first_not_of('\0', archive_bytes) == std::string::npos;
    require(padded, "members fill their archive, but for zeros behind them");
  }

  if (declared(archive).text_bytes > 2 * kMaxTextBytes) return 0;
  if (const auto text = decompressed(archive, 1)) {
    require(members.has_value(), "whatever decodes can be inspected");
    require(text->size() == text_bytes, "inspecting and decoding agree on the length of the text");
  }
  return 0;
}
