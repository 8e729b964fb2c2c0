#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "train/kernels/layout.h"

namespace pith {

/// Whether a number of a change can have so many bits: 2, 4, 8, or 32, which are floats as they are.
constexpr bool is_change_bits(int bits) { return bits == 2 || bits == 4 || bits == 8 || bits == 32; }

/// What a network's parameters changed by, in integers: those of each tensor, times its step.
struct QuantisedChange {
  std::vector<float> steps;           ///< (tensors)
  std::vector<std::int8_t> integers;  ///< (NetworkLayout::size()), within +-(2^(bits - 1) - 1)
};

/// Each tensor has the step that loses least of it. REQUIRES: bits is 2, 4 or 8; change as parameters, finite.
QuantisedChange quantised_change(const NetworkLayout& layout, int bits, const std::vector<float>& change);

/// Adds the change to `parameters`, times `weight`.
void add_change(const NetworkLayout& layout, const QuantisedChange& change, float weight,
                std::vector<float>& parameters);

/// A change as an update has it (docs/format/UPDATE.md).
struct CodedChange {
  Bytes bytes;
  QuantisedChange quantised;  ///< what a reader makes of the bytes; empty of floats
  double ideal_bits = 0;      ///< of the decisions of the payload, by the model that codes them
};

CodedChange coded_change(const NetworkLayout& layout, int bits, const QuantisedChange& change);

/// Reads coded_change(). Throws Error kDamaged; the message begins with `name`.
QuantisedChange read_change(const std::string& name, const NetworkLayout& layout, int bits, ByteView bytes);

/// Codes `change` in `bits`, 32 included, and leaves in it what was lost: error feedback (Seide et al. 2014), if that
/// goes into the next change.
CodedChange code_with_feedback(const NetworkLayout& layout, int bits, std::vector<float>& change);

/// Adds what code_with_feedback() wrote to `sum`, times `weight`. Throws Error kDamaged; the message begins with
/// `name`.
void add_coded_change(const std::string& name, const NetworkLayout& layout, int bits, ByteView bytes, float weight,
                      std::vector<float>& sum);

}  // namespace pith
