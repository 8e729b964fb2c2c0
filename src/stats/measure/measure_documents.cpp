#include <utility>

#include "base/ordered_work.h"
#include "base/progress.h"
#include "codec/require_level.h"
#include "pith/measure.h"

namespace pith {

namespace {

using OpenDocument = std::function<std::shared_ptr<std::istream>(std::size_t)>;

MeasuredDocument measured_document(std::size_t index, const OpenDocument& open, const MeasureOptions& options) {
  try {
    const std::shared_ptr<std::istream> text = open(index);
    return {.measurement = measure(*text, options), .failure = nullptr};
  } catch (...) {
    return {.measurement = {}, .failure = std::current_exception()};
  }
}

}  // namespace

void measure_documents(std::size_t count, const OpenDocument& open, const MeasureOptions& options,
                       const std::function<void(std::size_t, const MeasuredDocument&)>& take) {
  require_level(options.level);
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
    work.start([index, &open, &each] { return measured_document(index, open, each); });
  }
  while (!work.empty()) take_next();
}

}  // namespace pith
