#pragma once

#include "cli/options/option.h"
#include "pith/codec.h"

namespace pith::cli {

// Readers of values, see option_values.h.

/// Lines counted from 1, both given ones included: 7, 1000-1010, 1000-, -10.
TextPart lines_value(const GivenOption& given);

/// Bytes counted from 0, up to but not including the second: 5M-6M, 500-, -1k.
TextPart bytes_part_value(const GivenOption& given);

}  // namespace pith::cli
