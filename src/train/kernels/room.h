#pragma once

#include <cstddef>
#include <vector>

#include "model/network/dimensions.h"
#include "train/kernels/aligned_floats.h"
#include "train/kernels/window.h"

namespace pith {

/// What a clock leaves of its steps for the way back. A column is one stream at one step.
struct UnitTrace {
  float* gates = nullptr;         ///< (columns)(r, z, n)
  float* product = nullptr;       ///< (columns)(units), (recurrent h).n + bias
  float* before = nullptr;        ///< (columns)(units), h of the step before, 0 where a text begins
  float* after = nullptr;         ///< (columns)(units), h
  float* shown_before = nullptr;  ///< (columns)(units), halves: as the weights see it
  float* to_products = nullptr;   ///< (columns)(r, z, n), halves: derivatives by the recurrent products …
  float* to_inputs = nullptr;     ///< (columns)(units), halves: … and by x.n; those by x.r and x.z are the same
};

/// Where a window is learnt. Arrays of halves have the room of as many floats.
struct NetworkRoom {
  UnitTrace fast;
  UnitTrace slow;  ///< columns are slots

  // Weights as the products want them.
  float* projection = nullptr;
  float* recurrent = nullptr;
  float* output = nullptr;
  float* slow_projection = nullptr;
  float* slow_recurrent = nullptr;
  float* slow_waist = nullptr;
  float* slow_to_gates = nullptr;
  float* slow_to_output = nullptr;

  float* embedded = nullptr;             ///< (places)(embedding), sums of rows
  float* features = nullptr;             ///< (places)(hidden, embedding), halves
  float* to_logits = nullptr;            ///< (places)(bytes), halves: derivatives
  float* slow_embedded = nullptr;        ///< (slots)(slow embedding), sums of rows
  float* shown_slow_embedded = nullptr;  ///< the same in halves
  float* shown_slow = nullptr;           ///< (slots)(slow), halves
  float* waist = nullptr;                ///< (slots)(waist)
  float* shown_waist = nullptr;          ///< the same in halves
  float* gates_told = nullptr;           ///< (slots)(gates); on the way back their derivatives
  float* logits_told = nullptr;          ///< (slots)(bytes); then derivatives, too
  float* to_told = nullptr;              ///< (slots)(told)
  float* to_slow = nullptr;              ///< (slots)(slow)
  float* halves = nullptr;               ///< (slots)(the most of gates, bytes), halves

  // Of one step of one clock.
  float* inputs = nullptr;            ///< (streams)(the most gates)
  float* candidates = nullptr;        ///< (streams)(the most units)
  float* logits = nullptr;            ///< (streams)(bytes)
  float* carried = nullptr;           ///< (streams)(the most units)
  float* to_features = nullptr;       ///< (streams)(features)
  float* to_slow_embedded = nullptr;  ///< (slots)(slow embedding)
};

/// Owns a NetworkRoom.
class NetworkRoomOwner {
 public:
  /// For windows of up to that many steps of as many streams.
  NetworkRoomOwner(const NetworkShape& shape, std::size_t steps, std::size_t streams);

  /// The room, with place for so many slots of the slow clock.
  const NetworkRoom& room(std::size_t slots);

 private:
  void give_slots(std::size_t slots);

  NetworkShape shape_;
  std::vector<AlignedFloats> arrays_;
  std::vector<AlignedFloats> slow_arrays_;
  NetworkRoom room_;
  std::size_t slots_ = 0;
};

}  // namespace pith
