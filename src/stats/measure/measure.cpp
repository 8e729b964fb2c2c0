#include <algorithm>
#include <cassert>
#include <memory>
#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/coded_text.h"
#include "codec/text_block.h"
#include "stats/measure/measure_blocks.h"
#include "stats/measure/text_counter.h"

namespace pith {

namespace {

/// Adds up the bits of blocks that are measured side by side. In order, so the threads leave no trace in the rounding.
class BlockCosts {
 public:
  BlockCosts(Scorer::Impl& scorer, int threads, Progress& progress)
      : scorer_(scorer), progress_(progress), work_(worker_count(threads), progress) {}

  void add(Bytes block_text) {
    CodedText coded = coded_text(std::move(block_text));
    progress_.advance(coded.saved_bytes);
    const auto text = std::make_shared<const Bytes>(std::move(coded.bytes));
    if (scorer_.is_static() && scorer_.skips()) {
      add_pieces(text);
    } else {
      start([this, text] { return scorer_.cost(*text, progress_); });
    }
  }

  double total() {
    while (!work_.empty()) bits_ += work_.take();
    return bits_;
  }

 private:
  template <typename Task>
  void start(Task task) {
    if (work_.full()) bits_ += work_.take();
    work_.start(std::move(task));
  }

  /// What does not adapt can begin anywhere.
  void add_pieces(const std::shared_ptr<const Bytes>& text) {
    StaticScorer::Place place = scorer_.start();
    while (place.position < text->size()) {
      const std::size_t count = std::min(text->size() - place.position, Scorer::Impl::kPieceBytes);
      start([this, text, place, count] { return scorer_.cost(*text, place, count, progress_); });
      scorer_.skip(*text, place, count);
    }
  }

  Scorer::Impl& scorer_;
  Progress& progress_;
  OrderedWork<double> work_;
  double bits_ = 0;
};

}  // namespace

Measurement measure_blocks(ByteSource& text, Scorer::Impl& scorer, const MeasureOptions& options,
                           std::size_t block_bytes) {
  assert(1 <= block_bytes && block_bytes <= kMaxBlockBytes);
  TextCounter counter;
  Progress progress(options.text_bytes_done);
  BlockCosts costs(scorer, options.threads, progress);
  for (bool last = false; !last;) {
    TextBlock block = next_text_block(text, block_bytes);
    last = block.last;
    counter.add(block.text);
    costs.add(std::move(block.text));
  }
  return {
      .bits = costs.total(), .bytes = counter.bytes(), .characters = counter.characters(), .words = counter.words()};
}

Measurement measure_blocks(ByteSource& text, const MeasureOptions& options, std::size_t block_bytes) {
  Scorer::Impl scorer(scorer_options(options));
  return measure_blocks(text, scorer, options, block_bytes);
}

Measurement measure(std::istream& text_stream, const MeasureOptions& options) {
  ByteSource text(text_stream, "the text");
  return measure_blocks(text, options, kMaxBlockBytes);
}

}  // namespace pith
