#include "train/corpus/corpus.h"

#include <algorithm>
#include <cassert>

namespace pith {

Corpus::Corpus(const std::vector<ByteView>& works, Pieces pieces) {
  std::uint64_t bytes = 0;
  for (const ByteView work : works) bytes += work.size();
  assert(bytes <= kMaxBytes);
  text_.reserve(bytes);
  const std::uint64_t piece_bytes = std::max<std::uint64_t>(kShortPieceBytes, bytes / kFewPieces);
  for (const ByteView work : works) {
    if (work.empty()) continue;
    const auto begin = static_cast<std::uint32_t>(text_.size());
    works_.add(begin);
    const bool is_whole = pieces == Pieces::kWorks || works.size() >= kFewPieces;
    const std::uint64_t parts = is_whole ? 1 : std::max<std::uint64_t>(1, work.size() / piece_bytes);
    for (std::uint64_t part = 0; part < parts; ++part) {
      pieces_.add(begin + static_cast<std::uint32_t>(work.size() * part / parts));
    }
    text_.insert(text_.end(), work.begin(), work.end());
  }
  works_.finish(static_cast<std::uint32_t>(text_.size()));
  pieces_.finish(static_cast<std::uint32_t>(text_.size()));
}

TextState Corpus::state_at(std::uint32_t position, Sight sight) const {
  assert(sight != Sight::kLines);
  const std::uint32_t work = works_.begin(works_.find(position));
  const std::uint32_t begin = position - std::min(position - work, kStateReach);
  std::uint32_t word = position;
  if (sight == Sight::kWords) {
    while (word > begin && TextState::is_letter(text_[word - 1])) --word;
  }
  TextState state;
  for (std::uint32_t p = word - std::min(word - begin, 8U); p < word; ++p) state.update_last8(text_[p]);
  for (std::uint32_t p = word; p < position; ++p) state.update_words(text_[p]);
  return state;
}

}  // namespace pith
