#include "train/network/streams.h"

#include <algorithm>
#include <utility>

namespace pith {

namespace {

std::vector<ByteView> segments_of(const std::vector<ByteView>& texts) {
  std::vector<ByteView> segments;
  for (ByteView text : texts) {
    while (!text.empty()) {
      std::size_t length = std::min(text.size(), RnnStreams::kSegmentBytes);
      if (length < text.size()) {
        const ByteView reach = text.subspan(length, std::min(text.size() - length, RnnStreams::kSegmentBytes / 8));
        const auto line_end = std::ranges::find(reach, std::uint8_t{'\n'});
        if (line_end != reach.end()) length += static_cast<std::size_t>(line_end - reach.begin()) + 1;
      }
      segments.push_back(text.first(length));
      text = text.subspan(length);
    }
  }
  return segments;
}

}  // namespace

RnnStreams::RnnStreams(const RnnShape& shape, std::vector<ByteView> texts, std::size_t groups, std::size_t streams,
                       std::size_t steps, std::uint64_t seed)
    : shape_(shape), streams_(streams), steps_(steps), random_(seed), segments_(segments_of(texts)), groups_(groups) {
  next_ = segments_.size();
  const std::size_t places = streams * steps;
  for (Group& group : groups_) {
    group.streams.resize(streams);
    group.bytes.resize(places);
    group.rows.resize(places);
    group.targets.resize(places);
    group.keep.resize(places);
  }
}

void RnnStreams::advance() {
  for (Group& group : groups_) {
    for (std::size_t at = 0; at < group.bytes.size(); ++at) advance(group.streams[at % streams_], group, at);
  }
}

void RnnStreams::advance(Stream& stream, Group& group, std::size_t at) {
  const bool begins = stream.rest.empty();
  if (begins) {
    stream.rest = next_segment();
    stream.text = {};
    stream.window.rewind();
  }
  const std::uint8_t target = stream.rest.front();
  group.keep[at] = begins ? 0.0F : 1.0F;
  group.bytes[at] = stream.text.byte(1);
  group.rows[at] = rnn_rows(shape_, stream.text);
  group.targets[at] = target;
  stream.rest = stream.rest.subspan(1);
  stream.text.update(stream.window, target);
  stream.window.push(target);
}

ByteView RnnStreams::next_segment() {
  if (next_ == segments_.size()) {
    for (std::size_t i = segments_.size(); i > 1; --i) {
      std::swap(segments_[i - 1], segments_[random_.below(static_cast<std::uint32_t>(i))]);
    }
    next_ = 0;
  }
  return segments_[next_++];
}

RnnWindow RnnStreams::window(std::size_t group) const {
  const Group& g = groups_[group];
  return {.steps = steps_,
          .streams = streams_,
          .bytes = g.bytes.data(),
          .rows = g.rows.data(),
          .targets = g.targets.data(),
          .keep = g.keep.data(),
          .activation_step = kActivationStep};
}

}  // namespace pith
