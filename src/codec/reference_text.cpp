#include "codec/reference_text.h"

#include <algorithm>
#include <string>

#include "base/check.h"
#include "codec/coded_text.h"
#include "pith/error.h"
#include "pith/predictor.h"

namespace pith {

namespace {

constexpr std::uint64_t kSeed = 0x6b696c70;

}  // namespace

std::uint64_t reference_id(ByteView text) {
  Check check(kSeed);
  check.update(text);
  return check.digest();
}

ReferenceText reference_text(ByteView text) {
  if (text.size() > UINT32_MAX) {
    throw Error(ErrorCode::kUsage, "the text that both sides have is " + std::to_string(text.size()) +
                                       " bytes long, and less than 2^32 can be; take a part of it");
  }
  if (text.empty()) return {};
  const ByteView end = text.last(std::min(text.size(), kMaxBlockBytes));
  return {.bytes = static_cast<std::uint32_t>(text.size()),
          .id = reference_id(text),
          .coded = coded_text({end.begin(), end.end()}).bytes};
}

}  // namespace pith
