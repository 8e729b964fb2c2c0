#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "pith/export.h"
#include "pith/level.h"
#include "pith/model.h"
#include "pith/predictor.h"

namespace PITH_PUBLIC_NAMESPACE pith {

inline constexpr std::size_t kMaxPromptBytes = kMaxBlockBytes / 2;

struct SampleOptions {
  int level = kDefaultLevel;
  const Model* model = nullptr;     ///< what to predict from; null: from empty
  bool adaptive = false;            ///< the model learns from the prompt, and from what it writes
  std::string prompt = {};          ///< what comes before the text; at most kMaxPromptBytes
  std::uint64_t characters = 1000;  ///< UTF-8 code points to write at most, of at most four bytes each
  /// In thousandths. Probabilities are raised to the power of 1000 / temperature_milli: below 1000, likely bytes become
  /// likelier. 0 always takes the likeliest byte. At most 1000000.
  std::uint32_t temperature_milli = 1000;
  /// In thousandths, from 1 to 1000: only the likeliest bytes that together have so much of the probability are taken
  /// (nucleus sampling, Holtzman et al. 2020). This looks at probabilities before they are raised to a power.
  std::uint32_t top_p_milli = 1000;
  std::uint64_t seed = 1;
  std::string stop = {};  ///< the text ends before this; empty = only at its length
};

/// Writes a text as the model would: decodes random bits. With temperature and top_p as they are at first, an adaptive
/// model does what decompress() does to an archive whose payload is noise. Calls `take` for each piece of the text, the
/// prompt excluded, as soon as no later byte can change it. The same text for the same options on every machine; a
/// longer one begins like a shorter one. Throws Error kUsage (level, temperature_milli, top_p_milli, too long a prompt
/// or text), and what `take` throws.
void sample(const SampleOptions& options, const std::function<void(std::string_view)>& take);

}  // namespace pith
