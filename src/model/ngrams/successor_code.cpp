#include "model/ngrams/successor_code.h"

#include <utility>

namespace pith {

SuccessorCode::SuccessorCode(PrefixCode code) : code_(std::move(code)) {
  for (std::uint32_t bits = 0; bits < kWindows; ++bits) {
    const Passed passed = pass_slowly(bits);
    passed_[bits] = static_cast<std::uint8_t>(2 * passed.bits + (passed.ends ? 1 : 0));
  }
}

SuccessorCode::Passed SuccessorCode::pass_slowly(std::uint32_t bits) const {
  int passed = 0;
  while (passed < PrefixCode::kMaxLength) {
    const auto [symbol, length] = code_.decode(bits >> passed);
    if (passed + length > PrefixCode::kMaxLength) break;  // part of it was not seen
    passed += length;
    if (symbol == kEnd) return {passed, true};
    if ((symbol - 1) / kCountClasses == kLongGap) return {passed + kLongGapBits, false};
  }
  return {passed, false};
}

}  // namespace pith
