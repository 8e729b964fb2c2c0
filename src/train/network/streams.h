#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "model/network/shape.h"
#include "model/network/weights.h"
#include "model/text/text_state.h"
#include "model/text/window.h"
#include "train/network/kernels.h"

namespace pith {

/// Text in an order to learn from: cut into segments, which are shuffled anew for each pass over all of them. Each of
/// several streams reads segment after segment; to the network a segment is a text that begins.
class RnnStreams {
 public:
  static constexpr std::size_t kSegmentBytes = 32768;  ///< about; a segment ends with a line where it can

  /// Streams go in groups, the windows of which are apart. The texts outlive this. REQUIRES: some text is not empty.
  RnnStreams(const RnnShape& shape, std::vector<ByteView> texts, std::size_t groups, std::size_t streams,
             std::size_t steps, std::uint64_t seed);

  std::size_t groups() const { return groups_.size(); }
  std::size_t window_bytes() const { return groups_.size() * streams_ * steps_; }  ///< of all groups

  /// Goes on to the next window of all groups.
  void advance();
  RnnWindow window(std::size_t group) const;

  static constexpr float kActivationStep = 1.0F / RnnWeights::kActivationOne;

 private:
  static constexpr std::size_t kWindowBytes = 1024;  // reaches back to the line before

  struct Stream {
    ByteView rest;
    TextState text;
    Window window{kWindowBytes};
  };
  struct Group {
    std::vector<Stream> streams;
    Bytes bytes;  // this and those below: (steps)(streams)
    std::vector<RnnRows> rows;
    Bytes targets;
    std::vector<float> keep;
  };

  ByteView next_segment();
  void advance(Stream& stream, Group& group, std::size_t at);

  RnnShape shape_;
  std::size_t streams_;
  std::size_t steps_;
  Random random_;
  std::vector<ByteView> segments_;
  std::size_t next_ = 0;  // in segments_
  std::vector<Group> groups_;
};

}  // namespace pith
