#include "train/network/streams.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "model/text/context.h"

namespace pith {

namespace {

std::vector<ByteView> segments_of(const std::vector<ByteView>& texts) {
  std::vector<ByteView> segments;
  for (ByteView text : texts) {
    while (!text.empty()) {
      std::size_t length = std::min(text.size(), NetworkStreams::kSegmentBytes);
      if (length < text.size()) {
        const ByteView reach = text.subspan(length, std::min(text.size() - length, NetworkStreams::kSegmentBytes / 8));
        const auto line_end = std::ranges::find(reach, std::uint8_t{'\n'});
        if (line_end != reach.end()) length += static_cast<std::size_t>(line_end - reach.begin()) + 1;
      }
      segments.push_back(text.first(length));
      text = text.subspan(length);
    }
  }
  return segments;
}

std::uint32_t row_or_none(std::uint32_t hash, std::uint32_t rows) { return rows == 0 ? 0 : row_of(hash, rows); }

template <std::size_t... kTables>
std::array<std::uint32_t, kEmbeddedTables> embedded_rows(const NetworkShape& shape, const TextState& text,
                                                         std::index_sequence<kTables...>) {
  return {row_or_none(context_hash<kEmbeddedContexts[kTables]>(text), shape.embedded_rows[kTables])...};
}

}  // namespace

NetworkStreams::NetworkStreams(const NetworkShape& shape, const std::vector<ByteView>& texts, std::size_t groups,
                               std::size_t streams, std::size_t steps, std::uint64_t seed)
    : shape_(shape), streams_(streams), steps_(steps), random_(seed), segments_(segments_of(texts)), groups_(groups) {
  assert(!segments_.empty());
  next_ = segments_.size();
  const std::size_t places = streams * steps;
  for (Group& group : groups_) {
    group.streams.resize(streams);
    group.bytes.resize(places);
    group.bigrams.resize(places);
    group.embedded.resize(places);
    group.targets.resize(places);
    group.keep.resize(places);
    group.slots.first.resize(streams);
    group.slots.last.resize(streams);
    group.slots.seen.resize(places);
  }
}

void NetworkStreams::advance() {
  for (Group& group : groups_) {
    for (Stream& stream : group.streams) stream.ticks.clear();
    for (std::size_t at = 0; at < group.bytes.size(); ++at) advance(group.streams[at % streams_], group, at);
    if (shape_.slow != 0) gather(group);
  }
}

void NetworkStreams::advance(Stream& stream, Group& group, std::size_t at) {
  const bool begins = stream.rest.empty();
  if (begins) {
    stream.rest = next_segment();
    stream.text = {};
    stream.clock = {};
  }
  if (stream.clock.ticks()) {
    Tick tick{.rows = stream.clock.hashes(stream.text), .keep = begins ? 0.0F : 1.0F};
    for (std::size_t i = 0; i < kSlowTables; ++i) tick.rows[i] = row_or_none(tick.rows[i], shape_.slow_rows[i]);
    stream.ticks.push_back(tick);
  }
  const std::uint8_t target = stream.rest.front();
  group.keep[at] = begins ? 0.0F : 1.0F;
  group.bytes[at] = stream.text.byte(1);
  group.bigrams[at] = row_or_none(context_hash<ContextKind::kOrder2>(stream.text), shape_.bigram_rows);
  group.embedded[at] = embedded_rows(shape_, stream.text, std::make_index_sequence<kEmbeddedTables>());
  group.targets[at] = target;
  group.slots.seen[at] = static_cast<std::uint32_t>(stream.ticks.size());
  stream.rest = stream.rest.subspan(1);
  stream.text.update_words(target);
  stream.clock.update(stream.text);
}

/// Lays the ticks of all streams out in levels.
void NetworkStreams::gather(Group& group) {
  const std::size_t count = group.streams.size();
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto ticks_of = [&](std::size_t stream) { return group.streams[stream].ticks.size(); };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return ticks_of(a) > ticks_of(b); });
  std::vector<std::uint32_t> position(count);
  for (std::size_t i = 0; i < count; ++i) position[order[i]] = static_cast<std::uint32_t>(i);
  Slots& slots = group.slots;
  slots.levels = 1 + ticks_of(order.front());
  slots.begin.clear();
  slots.count.clear();
  slots.rows.clear();
  slots.keep.clear();
  for (std::size_t depth = 0; depth < slots.levels; ++depth) {
    slots.begin.push_back(static_cast<std::uint32_t>(slots.rows.size()));
    for (const std::size_t stream : order) {
      if (ticks_of(stream) < depth) break;
      (depth == 0 ? slots.first : slots.last)[stream] = static_cast<std::uint32_t>(slots.rows.size());
      if (depth == 0) slots.last[stream] = slots.first[stream];
      const Tick tick = depth == 0 ? Tick{} : group.streams[stream].ticks[depth - 1];
      slots.rows.push_back(tick.rows);
      slots.keep.push_back(tick.keep);
    }
    slots.count.push_back(static_cast<std::uint32_t>(slots.rows.size()) - slots.begin.back());
  }
  slots.slots = slots.rows.size();
  for (std::size_t at = 0; at < slots.seen.size(); ++at)
    slots.seen[at] = slots.begin[slots.seen[at]] + position[at % count];
}

ByteView NetworkStreams::next_segment() {
  if (next_ == segments_.size()) {
    for (std::size_t i = segments_.size(); i > 1; --i) {
      std::swap(segments_[i - 1], segments_[random_.below(static_cast<std::uint32_t>(i))]);
    }
    next_ = 0;
  }
  return segments_[next_++];
}

NetworkWindow NetworkStreams::window(std::size_t group) const {
  const Group& g = groups_[group];
  const Slots& s = g.slots;
  return {.steps = steps_,
          .streams = streams_,
          .bytes = g.bytes.data(),
          .bigrams = g.bigrams.data(),
          .embedded = g.embedded.data(),
          .targets = g.targets.data(),
          .keep = g.keep.data(),
          .ticks = {.levels = s.levels,
                    .slots = s.slots,
                    .begin = s.begin.data(),
                    .count = s.count.data(),
                    .rows = s.rows.data(),
                    .keep = s.keep.data(),
                    .first = s.first.data(),
                    .last = s.last.data(),
                    .seen = s.seen.data()}};
}

}  // namespace pith
