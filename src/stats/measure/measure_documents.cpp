#include <utility>

#include "base/byte_source.h"
#include "base/ordered_work.h"
#include "base/progress.h"
#include "pith/measure.h"
#include "stats/measure/measure_blocks.h"

namespace pith {

namespace {

using OpenDocument = std::function<std::shared_ptr<std::istream>(std::size_t)>;

MeasuredDocument measured_document(std::size_t index, const OpenDocument& open, Scorer::Impl& scorer,
                                   const MeasureOptions& options) {
  try {
    const std::shared_ptr<std::istream> stream = open(index);
    ByteSource text(*stream, "the text");
    return {.measurement = measure_blocks(text, scorer, options), .failure = nullptr};
  } catch (...) {
    return {.measurement = {}, .failure = std::current_exception()};
  }
}

}  // namespace

void measure_documents(std::size_t count, const OpenDocument& open, const MeasureOptions& options,
                       const std::function<void(std::size_t, const MeasuredDocument&)>& take) {
  Scorer::Impl scorer(scorer_options(options));
  MeasureOptions each = options;
  if (count > 1) each.threads = 1;
  Progress progress(nullptr);
  OrderedWork<MeasuredDocument> work(count > 1 ? worker_count(options.threads) : 1, progress);
  std::size_t taken = 0;
  const auto take_next = [&] {
    const MeasuredDocument document = work.take();
    take(taken++, document);
  };
  for (std::size_t index = 0; index < count; ++index) {
    if (work.full()) take_next();
    work.start([index, &open, &scorer, &each] { return measured_document(index, open, scorer, each); });
  }
  while (!work.empty()) take_next();
}

}  // namespace pith
