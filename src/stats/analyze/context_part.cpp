#include "stats/analyze/context_part.h"

#include <algorithm>
#include <bit>

namespace pith {

namespace {

/// How many bytes of context two positions of a part have in common, 1 to 8.
int shared_bytes(std::uint64_t key, std::uint64_t other) {
  return 1 + std::min(kMaxEntropyOrder - 1, std::countl_zero(key ^ other) / 8);
}

std::uint8_t own_byte(std::uint64_t key) { return static_cast<std::uint8_t>(key); }

}  // namespace

std::vector<ContextPart> context_parts(TextView text, std::size_t first, std::size_t end,
                                       const std::array<std::uint64_t, 256>& sizes) {
  std::vector<ContextPart> parts(end - first);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].keys.reserve(sizes[first + i]);
  }
  std::uint64_t before = 0;  // the last eight bytes, the nearest on top
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t part = (before >> 56) - first;
    if (part < parts.size() && i > 0) {
      const std::uint64_t key = before << 8 | text[i];
      if (i < kMaxEntropyOrder) {
        parts[part].early.push_back({key, static_cast<int>(i)});
      } else {
        parts[part].keys.push_back(key);
      }
    }
    before = before >> 8 | std::uint64_t{text[i]} << 56;
  }
  return parts;
}

OrderSums context_sums(ContextPart part) {
  std::vector<std::uint64_t>& keys = part.keys;
  std::ranges::sort(keys);
  std::ranges::sort(part.early, {}, &ContextPart::Early::key);
  ContextWalk walk;
  std::uint64_t last = 0;
  const auto visit = [&](std::uint64_t key, int order, std::uint64_t count) {
    walk.enter(shared_bytes(key, last));
    walk.add(order, own_byte(key), count);
    last = key;
  };
  auto early = part.early.begin();
  for (auto run = keys.begin(); run != keys.end();) {
    const std::uint64_t key = *run;
    const auto run_end = std::find_if(run, keys.end(), [key](std::uint64_t other) { return other != key; });
    for (; early != part.early.end() && early->key <= key; ++early) {
      visit(early->key, early->order, 1);
    }
    visit(key, kMaxEntropyOrder, static_cast<std::uint64_t>(run_end - run));
    run = run_end;
  }
  for (; early != part.early.end(); ++early) {
    visit(early->key, early->order, 1);
  }
  return walk.finish();
}

}  // namespace pith
