#include "train/corpus/split.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace pith {

namespace {

constexpr std::size_t kLineReach = 1000;  ///< lines longer than this may be cut

bool begins_character(std::uint8_t byte) { return (byte & 0xC0) != 0x80; }

/// The last beginning of a line within `reach` bytes before `position`, else that of a character, else `position`.
std::size_t cut_before(ByteView text, std::size_t position, std::size_t reach) {
  const std::size_t least = position - std::min({position, reach, kLineReach});
  for (std::size_t cut = position; cut > least; --cut) {
    if (text[cut - 1] == '\n') return cut;
  }
  for (std::size_t cut = position; cut > least && cut + 4 > position; --cut) {
    if (cut < text.size() && begins_character(text[cut])) return cut;
  }
  return position;
}

Bytes part(ByteView text, std::size_t begin, std::size_t end) {
  return {text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// Up to `most` bytes from the middle.
Bytes middle(ByteView text, std::size_t most) {
  if (text.size() <= most) return part(text, 0, text.size());
  const std::size_t begin = cut_before(text, (text.size() - most) / 2, most / 2);
  return part(text, begin, cut_before(text, begin + most, most / 2));
}

SplitWorks split_many(std::vector<TrainingText> works, SetAside wanted) {
  const std::size_t most_works = kAllSlicesBytes / kSliceBytes;
  const std::size_t every = kHoldOutEvery * ((works.size() - 1) / (kHoldOutEvery * most_works) + 1);
  SplitWorks split;
  for (std::size_t i = 0; i < works.size(); ++i) {
    TrainingText& work = works[i];
    if (wanted.tuning && i % every == every / 2 - 1) {
      split.tuning.push_back(middle(work.bytes, kSliceBytes));
    } else if (wanted.held_out && i % every == every - 1) {
      split.held_out.push_back({std::move(work.name), middle(work.bytes, kSliceBytes)});
    } else {
      split.counted.push_back(std::move(work.bytes));
    }
  }
  return split;
}

SplitWorks split_few(std::vector<TrainingText> works, SetAside wanted) {
  SplitWorks split;
  const std::size_t most = kAllSlicesBytes / works.size();
  for (TrainingText& work : works) {
    const std::size_t slice = std::min(most, work.bytes.size() / kHoldOutEvery);
    std::size_t left = work.bytes.size();
    const auto take_end = [&] {
      const std::size_t begin = cut_before(work.bytes, left - slice, slice);
      return part(work.bytes, begin, std::exchange(left, begin));
    };
    if (slice > 0 && wanted.tuning) split.tuning.push_back(take_end());
    if (slice > 0 && wanted.held_out) split.held_out.push_back({std::move(work.name), take_end()});
    work.bytes.resize(left);
    split.counted.push_back(std::move(work.bytes));
  }
  return split;
}

}  // namespace

SplitWorks split_works(std::vector<TrainingText> works, SetAside wanted) {
  std::erase_if(works, [](const TrainingText& work) { return work.bytes.empty(); });
  assert(!works.empty());
  std::ranges::stable_sort(works, {}, &TrainingText::name);
  return works.size() < kManyWorks ? split_few(std::move(works), wanted) : split_many(std::move(works), wanted);
}

}  // namespace pith
