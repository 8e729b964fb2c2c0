#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "model/network/dimensions.h"
#include "model/network/word_clock.h"
#include "model/network_kernels/network_limits.h"
#include "model/text/text_state.h"
#include "train/kernels/window.h"

namespace pith {

/// Text in an order to learn from: cut into segments, which are shuffled anew for each pass over all of them. Each of
/// several streams reads segment after segment; to the network a segment is a text that begins.
class NetworkStreams {
 public:
  static constexpr std::size_t kSegmentBytes = 65536;  ///< about; a segment ends with a line where it can

  /// Streams go in groups, the windows of which are apart. The texts outlive this. REQUIRES: some text is not empty.
  NetworkStreams(const NetworkShape& shape, const std::vector<ByteView>& texts, std::size_t groups, std::size_t streams,
                 std::size_t steps, std::uint64_t seed);

  std::size_t groups() const { return groups_.size(); }
  std::size_t window_bytes() const { return groups_.size() * streams_ * steps_; }  ///< of all groups

  /// Goes on to the next window of all groups.
  void advance();
  NetworkWindow window(std::size_t group) const;

  static constexpr float kActivationStep = 1.0F / kActivationOne;

 private:
  using SlowRows = std::array<std::uint32_t, kSlowTables>;

  struct Tick {
    SlowRows rows;
    float keep;
  };

  struct Stream {
    ByteView rest;
    TextState text;
    WordClock clock;
    std::vector<Tick> ticks;  // of this window
  };

  /// The arrays that NetworkTicks tells of.
  struct Slots {
    std::size_t levels = 0;
    std::size_t slots = 0;
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> count;
    std::vector<SlowRows> rows;
    std::vector<float> keep;
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> last;
    std::vector<std::uint32_t> seen;  // before gather(): how many ticks the stream has had in this window
  };

  struct Group {
    std::vector<Stream> streams;
    Bytes bytes;  // this and those below: (steps)(streams)
    std::vector<std::uint32_t> bigrams;
    std::vector<std::array<std::uint32_t, kEmbeddedTables>> embedded;
    Bytes targets;
    std::vector<float> keep;
    Slots slots;
  };

  ByteView next_segment();
  void advance(Stream& stream, Group& group, std::size_t at);
  static void gather(Group& group);

  NetworkShape shape_;
  std::size_t streams_;
  std::size_t steps_;
  Random random_;
  std::vector<ByteView> segments_;
  std::size_t next_ = 0;  // in segments_
  std::vector<Group> groups_;
};

}  // namespace pith
