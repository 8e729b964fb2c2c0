#include "cli/jsonl/line_reader.h"

#include <algorithm>

namespace pith::cli {

bool LineReader::next(Line& line) {
  line.text.clear();
  line.too_long = false;
  for (bool begun = false;; begun = true) {
    if (next_ == end_) {
      next_ = 0;
      end_ = input_.read(buffer_);
      if (end_ == 0 && !begun) return false;
      if (end_ == 0) break;
    }
    const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto feed = std::find(begin, buffer_.begin() + static_cast<std::ptrdiff_t>(end_), '\n');
    line.too_long = line.too_long || line.text.size() + static_cast<std::size_t>(feed - begin) > kMostLineBytes;
    if (!line.too_long) line.text.append(begin, feed);
    next_ = static_cast<std::size_t>(feed - buffer_.begin());
    if (next_ == end_) continue;
    ++next_;
    break;
  }
  line.number = ++lines_;
  return true;
}

}  // namespace pith::cli
