#include "train/corpus.h"

#include <algorithm>

namespace pith {

Corpus::Corpus(const std::vector<ByteView>& works) {
  std::uint64_t bytes = 0;
  for (const ByteView work : works) bytes += work.size();
  text_.reserve(bytes);
  const std::uint64_t piece_bytes = std::max<std::uint64_t>(kShortPieceBytes, bytes / kFewPieces);
  for (const ByteView work : works) {
    if (work.empty()) continue;
    const auto begin = static_cast<std::uint32_t>(text_.size());
    work_begins_.push_back(begin);
    const std::uint64_t parts = works.size() >= kFewPieces ? 1 : std::max<std::uint64_t>(1, work.size() / piece_bytes);
    for (std::uint64_t part = 0; part < parts; ++part) {
      piece_begins_.push_back(begin + static_cast<std::uint32_t>(work.size() * part / parts));
    }
    text_.insert(text_.end(), work.begin(), work.end());
  }
  work_begins_.push_back(static_cast<std::uint32_t>(text_.size()));
}

TextState Corpus::state_at(std::uint32_t position, Window& window, std::uint32_t reach) const {
  const auto work = std::upper_bound(work_begins_.begin(), work_begins_.end() - 1, position) - 1;
  window.rewind();
  TextState state;
  for (std::uint32_t p = position - std::min(position - *work, reach); p < position; ++p) {
    state.update(window, text_[p]);
    window.push(text_[p]);
  }
  return state;
}

std::uint32_t Corpus::piece_of(std::uint32_t position, std::uint32_t hint) const {
  const auto next = hint + 1 < piece_begins_.size() ? hint + 1 : piece_begins_.size();
  if (piece_begins_[hint] <= position && (next == piece_begins_.size() || position < piece_begins_[next])) return hint;
  const auto after = std::upper_bound(piece_begins_.begin(), piece_begins_.end(), position);
  return static_cast<std::uint32_t>(after - piece_begins_.begin() - 1);
}

}  // namespace pith
