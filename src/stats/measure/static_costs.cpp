#include "stats/measure/static_costs.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "pith/predictor.h"

namespace pith {

namespace {

/// Texts that a static scorer reads side by side: where one ends, the next begins.
class Lanes {
 public:
  Lanes(StaticScorer& scorer, std::span<const ByteView> texts) : scorer_(scorer), texts_(texts), bits_(texts.size()) {
    for (Lane& lane : all_) {
      if (!begin_next(lane)) break;
      ++in_use_;
    }
  }

  bool done() const { return in_use_ == 0; }

  /// Reads a byte of each and returns how many that were.
  std::size_t step() {
    std::array<StaticScorer::Lane, StaticScorer::kMostLanes> lanes{};
    for (std::size_t i = 0; i < in_use_; ++i) lanes[i] = {.text = texts_[all_[i].text], .place = &all_[i].place};
    const std::size_t count = in_use_;
    scorer_.each_byte(std::span(lanes).first(count), p16s_);
    for (std::size_t i = count; i-- > 0;) finish_byte(i);
    return count;
  }

  std::vector<double> take_bits() { return std::move(bits_); }

 private:
  struct Lane {
    std::size_t text = 0;
    StaticScorer::Place place;
    CostMeter meter;
  };

  /// From the last lane to the first: the last one takes the place of one that has nothing left to read.
  void finish_byte(std::size_t i) {
    Lane& lane = all_[i];
    const ByteView text = texts_[lane.text];
    lane.meter.add_byte(&p16s_[8 * i], text[lane.place.position - 1]);
    if (lane.place.position < text.size()) return;
    bits_[lane.text] = lane.meter.bits();
    if (begin_next(lane)) return;
    --in_use_;
    if (i != in_use_) std::swap(lane, all_[in_use_]);
  }

  bool begin_next(Lane& lane) {
    while (next_ < texts_.size() && texts_[next_].empty()) ++next_;
    if (next_ == texts_.size()) return false;
    lane = {.text = next_++, .place = scorer_.start(), .meter = CostMeter()};
    return true;
  }

  StaticScorer& scorer_;
  std::span<const ByteView> texts_;
  std::vector<double> bits_;  // (texts)
  std::array<Lane, StaticScorer::kMostLanes> all_;
  std::size_t in_use_ = 0;
  std::size_t next_ = 0;  // the text that was not begun yet
  std::array<std::uint16_t, StaticScorer::kMostLanes * 8> p16s_{};
};

}  // namespace

StaticCosts::StaticCosts(std::unique_ptr<StaticScorer> scorer)
    : scorer_(std::move(scorer)), p16s_(Progress::kStepBytes * 8) {}

void StaticCosts::read(ByteView text, StaticScorer::Place& place, std::size_t count, CostMeter& meter,
                       std::span<double> byte_bits) {
  assert(place.position + count <= text.size() && text.size() <= kMaxBlockBytes);
  assert(byte_bits.empty() || byte_bits.size() == count);
  while (count > 0) {
    const std::size_t step = std::min(count, Progress::kStepBytes);
    const ByteView bytes = text.subspan(place.position, step);
    scorer_->score(text, place, step, p16s_);
    for (std::size_t i = 0; i < step; ++i) meter.add_byte(&p16s_[8 * i], bytes[i]);
    count -= step;
    if (byte_bits.empty()) continue;
    for (std::size_t i = 0; i < step; ++i) byte_bits[i] = CostMeter::byte_bits(&p16s_[8 * i], bytes[i]);
    byte_bits = byte_bits.subspan(step);
  }
}

std::vector<double> StaticCosts::costs(std::span<const ByteView> texts, Progress& progress) {
  Lanes lanes(*scorer_, texts);
  std::size_t unreported = 0;
  while (!lanes.done()) {
    unreported += lanes.step();
    if (unreported < Progress::kStepBytes - StaticScorer::kMostLanes) continue;
    progress.advance(unreported);
    unreported = 0;
  }
  progress.advance(unreported);
  return lanes.take_bits();
}

void StaticCosts::all_bytes(const StaticScorer::Place& place, std::span<double> bits) {
  assert(bits.size() == 256);
  scorer_->all_bytes(place, p16s_);
  for (std::size_t byte = 0; byte < 256; ++byte) {
    bits[byte] = CostMeter::byte_bits(&p16s_[8 * byte], static_cast<std::uint8_t>(byte));
  }
}

}  // namespace pith
