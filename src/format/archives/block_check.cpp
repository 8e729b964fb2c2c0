#include "format/archives/block_check.h"

#include "base/check.h"

namespace pith {

std::uint32_t block_check(const MemberHeader& member, std::uint64_t number, const BlockHeader& header, ByteView text) {
  Bytes headers;
  append(headers, member);
  append(headers, header);
  Check check(number);
  check.update(headers);
  check.update(text);
  return static_cast<std::uint32_t>(check.digest());
}

}  // namespace pith
