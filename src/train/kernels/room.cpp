#include "train/kernels/room.h"

#include <algorithm>

#include "train/kernels/layout.h"

namespace pith {

namespace {

class Giver {
 public:
  explicit Giver(std::vector<AlignedFloats>& arrays) : arrays_(arrays) {}

  void give(std::size_t size, std::initializer_list<float**> arrays) {
    for (float** each : arrays) *each = arrays_.emplace_back(size).data();
  }

  void give_unit(UnitTrace& trace, std::size_t units, std::size_t columns) {
    give(columns * 3 * units, {&trace.gates, &trace.to_products});
    give(columns * units, {&trace.product, &trace.before, &trace.after, &trace.shown_before, &trace.to_inputs});
  }

 private:
  std::vector<AlignedFloats>& arrays_;
};

}  // namespace

NetworkRoomOwner::NetworkRoomOwner(const NetworkShape& shape, std::size_t steps, std::size_t streams) : shape_(shape) {
  const std::size_t places = steps * streams;
  const NetworkLayout layout(shape);
  Giver giver(arrays_);
  giver.give_unit(room_.fast, shape.hidden, places);
  giver.give(layout.projection.size(), {&room_.projection});
  giver.give(layout.recurrent.size(), {&room_.recurrent});
  giver.give(layout.output.size(), {&room_.output});
  giver.give(layout.slow_projection.size(), {&room_.slow_projection});
  giver.give(layout.slow_recurrent.size(), {&room_.slow_recurrent});
  giver.give(layout.slow_waist.size(), {&room_.slow_waist});
  giver.give(layout.slow_to_gates.size(), {&room_.slow_to_gates});
  giver.give(layout.slow_to_output.size(), {&room_.slow_to_output});
  giver.give(places * shape.embedding, {&room_.embedded});
  giver.give(places * shape.features(), {&room_.features});
  giver.give(places * kByteValues, {&room_.to_logits});
  const std::size_t units = std::max(shape.hidden, shape.slow);
  giver.give(streams * 3 * units, {&room_.inputs});
  giver.give(streams * units, {&room_.candidates, &room_.carried});
  giver.give(streams * kByteValues, {&room_.logits});
  giver.give(streams * shape.features(), {&room_.to_features});
}

const NetworkRoom& NetworkRoomOwner::room(std::size_t slots) {
  if (slots > slots_) give_slots(slots + slots / 4);
  return room_;
}

void NetworkRoomOwner::give_slots(std::size_t slots) {
  slots_ = slots;
  slow_arrays_.clear();
  Giver giver(slow_arrays_);
  giver.give_unit(room_.slow, shape_.slow, slots);
  giver.give(slots * shape_.slow_embedding,
             {&room_.slow_embedded, &room_.shown_slow_embedded, &room_.to_slow_embedded});
  giver.give(slots * shape_.slow, {&room_.shown_slow, &room_.to_slow});
  giver.give(slots * shape_.waist, {&room_.waist, &room_.shown_waist});
  giver.give(slots * shape_.gates(), {&room_.gates_told});
  giver.give(slots * kByteValues, {&room_.logits_told});
  giver.give(slots * shape_.told(), {&room_.to_told});
  giver.give(slots * std::max(shape_.gates(), kByteValues), {&room_.halves});
}

}  // namespace pith
