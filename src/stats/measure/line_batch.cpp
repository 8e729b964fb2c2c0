#include "stats/measure/line_batch.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace pith {

Bytes LineBatches::next() {
  Bytes batch = std::exchange(rest_, {});
  for (;;) {
    const Bytes more = text_.up_to(batch_bytes_);
    const auto last = std::find(more.rbegin(), more.rend(), std::uint8_t{'\n'});
    const auto cut = more.empty() ? more.end() : last.base();  // after the last line feed, or the beginning
    batch.insert(batch.end(), more.begin(), cut);
    rest_.insert(rest_.end(), cut, more.end());
    if (more.size() < batch_bytes_) {  // the end of the text
      batch.insert(batch.end(), rest_.begin(), rest_.end());
      rest_.clear();
      return batch;
    }
    if (cut != more.begin()) return batch;
    batch.insert(batch.end(), rest_.begin(), rest_.end());
    rest_.clear();
  }
}

ByteView first_line(ByteView text) {
  assert(!text.empty());
  const auto feed = std::ranges::find(text, std::uint8_t{'\n'});
  return text.first(feed == text.end() ? text.size() : static_cast<std::size_t>(feed - text.begin()) + 1);
}

}  // namespace pith
