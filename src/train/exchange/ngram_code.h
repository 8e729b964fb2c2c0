#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "train/ngrams/savings.h"

namespace pith {

struct CodedNgrams {
  Bytes bytes;
  double ideal_bits = 0;  ///< of the decisions, by the model that codes them
};

using ContextNumbers = std::array<std::uint32_t, kContextKinds>;  ///< contexts of each kind

/// The n-grams of an update (docs/format/UPDATE.md), the position of a context being its ranking byte.
CodedNgrams coded_ngrams(const AllCounts& counts);

/// Throws Error kDamaged; the message begins with `name`. Memory is within a small multiple of the bytes.
AllCounts read_ngrams(const std::string& name, const ContextNumbers& contexts, ByteView bytes);

}  // namespace pith
