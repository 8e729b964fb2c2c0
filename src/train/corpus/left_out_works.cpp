#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/check.h"
#include "pith/train.h"

namespace pith {

namespace {

/// What tells contents apart: a check of 128 bits, and the length.
struct Content {
  std::uint64_t bytes = 0;
  std::uint64_t first = 0;
  std::uint64_t second = 0;

  auto operator<=>(const Content&) const = default;
};

bool is_white_space(std::uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

/// Without what equal contents may differ in at the begin and at the end.
ByteView trimmed(ByteView text) {
  constexpr std::array<std::uint8_t, 3> kByteOrderMark = {0xEF, 0xBB, 0xBF};
  if (text.size() >= 3 && std::ranges::equal(text.first(3), kByteOrderMark)) text = text.subspan(3);
  while (!text.empty() && is_white_space(text.back())) text = text.first(text.size() - 1);
  return text;
}

Content content_of(ByteView whole) {
  const ByteView text = trimmed(whole);
  Content content{.bytes = text.size()};
  Check first(1);
  Check second(2);
  for (ByteView left = text; !left.empty();) {
    const auto end = std::ranges::adjacent_find(left, [](auto a, auto b) { return a == '\r' && b == '\n'; });
    const ByteView piece = left.first(static_cast<std::size_t>(end - left.begin()));
    first.update(piece);
    second.update(piece);
    const bool at_line_end = piece.size() < left.size();
    content.bytes -= at_line_end ? 1 : 0;
    left = left.subspan(piece.size() + (at_line_end ? 1 : 0));
  }
  content.first = first.digest();
  content.second = second.digest();
  return content;
}

std::set<Content> contents_of(const std::vector<TrainingText>& texts) {
  std::set<Content> contents;
  for (const TrainingText& text : texts) contents.insert(content_of(text.bytes));
  return contents;
}

}  // namespace

std::vector<LeftOutWork> works_left_out(const std::vector<TrainingText>& works,
                                        const std::vector<TrainingText>& held_out,
                                        const std::vector<TrainingText>& tuning) {
  using Reason = LeftOutWork::Reason;
  const std::set<Content> measured = contents_of(held_out);
  const std::set<Content> tuned_on = contents_of(tuning);
  std::vector<std::size_t> by_name(works.size());
  std::iota(by_name.begin(), by_name.end(), std::size_t{0});
  std::ranges::stable_sort(by_name, {}, [&](std::size_t i) -> const std::string& { return works[i].name; });
  std::set<Content> seen;
  std::vector<LeftOutWork> left_out;
  for (const std::size_t i : by_name) {
    const Content content = content_of(works[i].bytes);
    if (content.bytes == 0) continue;
    if (measured.contains(content)) {
      left_out.push_back({.number = i, .reason = Reason::kHeldOut});
    } else if (tuned_on.contains(content)) {
      left_out.push_back({.number = i, .reason = Reason::kTuning});
    } else if (!seen.insert(content).second) {
      left_out.push_back({.number = i, .reason = Reason::kRepeated});
    }
  }
  std::ranges::sort(left_out, {}, &LeftOutWork::number);
  return left_out;
}

}  // namespace pith
