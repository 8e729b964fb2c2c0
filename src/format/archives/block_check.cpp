#include "format/archives/block_check.h"

#include "base/check.h"

namespace pith {

std::uint32_t block_check(const MemberHeader& member, std::uint64_t number, const BlockHeader& header, ByteView text) {
  const MemberForm form = form_of(member, number, header);
  Bytes headers;
  append_with_identity(headers, member, form);
  append(headers, header, number, form);
  Check check(number);
  check.update(headers);
  check.update(text);
  const auto digest = static_cast<std::uint32_t>(check.digest());
  return digest & UINT32_MAX >> (32 - 8 * check_bytes(form));
}

}  // namespace pith
