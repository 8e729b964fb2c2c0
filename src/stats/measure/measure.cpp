#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/require_level.h"
#include "codec/text_block.h"
#include "stats/measure/measure_blocks.h"
#include "stats/measure/text_costs.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

/// Adds up the bits of blocks that are measured side by side. In order, so the threads leave no trace in the rounding.
class BlockCosts {
 public:
  explicit BlockCosts(const MeasureOptions& options)
      : options_(options),
        progress_(options.text_bytes_done),
        pool_(options),
        work_(worker_count(options.threads), progress_) {}

  void add(Bytes block_text) {
    CodedText coded = coded_text(std::move(block_text));
    progress_.advance(coded.saved_bytes);
    const auto text = std::make_shared<const Bytes>(std::move(coded.bytes));
    if (pool_.usable()) {
      add_pieces(text);
    } else {
      start([this, text] { return predictor_cost(options_, *text, progress_); });
    }
  }

  double total() {
    while (!work_.empty()) bits_ += work_.take();
    return bits_;
  }

 private:
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 18;

  template <typename Task>
  void start(Task task) {
    if (work_.full()) bits_ += work_.take();
    work_.start(std::move(task));
  }

  /// What does not adapt can begin anywhere.
  void add_pieces(const std::shared_ptr<const Bytes>& text) {
    StaticScorer::Place place;
    while (place.position < text->size()) {
      const std::size_t count = std::min(text->size() - place.position, kPieceBytes);
      start([this, text, place, count] { return pool_.cost(*text, place, count, progress_); });
      pool_.skip(*text, place, count);
    }
  }

  const MeasureOptions& options_;
  Progress progress_;
  StaticCostsPool pool_;
  OrderedWork<double> work_;
  double bits_ = 0;
};

}  // namespace

Measurement measure_blocks(ByteSource& text, const MeasureOptions& options, std::size_t block_bytes) {
  assert(1 <= block_bytes && block_bytes <= kMaxBlockBytes);
  require_level(options.level);
  TextCounter counter;
  BlockCosts costs(options);
  for (bool last = false; !last;) {
    TextBlock block = next_text_block(text, block_bytes);
    last = block.last;
    counter.add(block.text);
    costs.add(std::move(block.text));
  }
  return {
      .bits = costs.total(), .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

Measurement measure(std::istream& text_stream, const MeasureOptions& options) {
  ByteSource text(text_stream, "the text");
  return measure_blocks(text, options, kMaxBlockBytes);
}

}  // namespace pith
