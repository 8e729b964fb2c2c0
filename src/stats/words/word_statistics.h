#pragma once

#include <cstdint>

#include "pith/analyze.h"

namespace pith {

/// word_statistics() with room for `max_types` distinct words.
WordStatistics word_statistics_within(TextView text, std::uint64_t max_types);

}  // namespace pith
