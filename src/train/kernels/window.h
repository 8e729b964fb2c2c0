#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/network/dimensions.h"

namespace pith {

/// The ticks of the slow clock within a window, gathered so that all streams step together though their words end at
/// different bytes. What the clock made of its k-th tick lies in slots, those of level k: level 0 is what the streams
/// brought along. Streams with more ticks come first within a level, so a level continues the first slots of the one
/// before.
struct NetworkTicks {
  std::size_t levels = 0;                                        ///< at least 1; 0 = the network has no slow clock
  std::size_t slots = 0;                                         ///< of all levels
  const std::uint32_t* begin = nullptr;                          ///< (levels), the first slot
  const std::uint32_t* count = nullptr;                          ///< (levels), slots; of level 0 all streams
  const std::array<std::uint32_t, kSlowTables>* rows = nullptr;  ///< (slots), that the tick reads; unused in level 0
  const float* keep = nullptr;                                   ///< (slots), 0 where a text begins, else 1
  const std::uint32_t* first = nullptr;                          ///< (streams), each one's slot in level 0 …
  const std::uint32_t* last = nullptr;                           ///< … and its last one
  const std::uint32_t* seen = nullptr;                           ///< (steps)(streams), the slot in force
};

/// A window of text in several streams side by side: (steps)(streams).
struct NetworkWindow {
  std::size_t steps = 0;
  std::size_t streams = 0;
  const std::uint8_t* bytes = nullptr;     ///< read before the target; 0 where a text begins
  const std::uint32_t* bigrams = nullptr;  ///< rows of the contexts of the target
  const std::array<std::uint32_t, kEmbeddedTables>* embedded = nullptr;  ///< rows of the other contexts
  const std::uint8_t* targets = nullptr;
  const float* keep = nullptr;  ///< 0 where a text begins, else 1
  NetworkTicks ticks;

  std::size_t places() const { return steps * streams; }
};

/// What numbers are rounded to before they are multiplied, as the integer network does. The gradient passes as if they
/// were not (Bengio et al. 2013). 0 = not rounded.
struct NetworkRounding {
  float activation_step = 0;
  std::array<float, kEmbeddedTables> embedding_step{};  ///< of weights, which are within +-7 steps
  std::array<float, kSlowTables> slow_table_step{};     ///< of those of the slow clock
};

}  // namespace pith
