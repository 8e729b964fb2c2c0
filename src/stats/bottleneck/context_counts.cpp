#include "stats/bottleneck/context_counts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "base/zeroed_array.h"

namespace pith {

namespace {

constexpr std::uint32_t kUnknown = 0;  // others are 1 + the number of the context

/// The contexts of a text that are told apart so far, from the longest to shorter ones.
class ContextTable {
 public:
  ContextTable(TextView text, int order) : text_(text), order_(static_cast<std::size_t>(order)) {
    for (std::size_t length = 1; length <= order_; ++length) numbers_.emplace_back(std::size_t{1} << (8 * length));
  }

  /// Tells apart the `most` commonest contexts of `length` bytes among the positions that have none so far.
  void add(std::size_t length, std::size_t most) {
    ZeroedArray<std::uint32_t> counts(std::size_t{1} << (8 * length));
    for_each([&](std::uint32_t last, std::uint32_t number, std::uint8_t) {
      if (number == kUnknown) ++counts[last & mask(length)];
    });
    std::vector<std::uint32_t> found;
    for (std::uint32_t context = 0; context <= mask(length); ++context) {
      if (counts[context] > 0) found.push_back(context);
    }
    std::ranges::stable_sort(found, [&](std::uint32_t a, std::uint32_t b) { return counts[a] > counts[b]; });
    if (found.size() > most) found.resize(most);
    for (const std::uint32_t context : found) {
      contexts_.push_back({.bytes = bytes_of(context, length), .others = length < order_});
      numbers_[length - 1][context] = static_cast<std::uint32_t>(contexts_.size());
    }
  }

  const std::vector<Bottleneck::Context>& contexts() const { return contexts_; }

  /// Calls visit(last bytes, number of the context, next byte) for all positions with so many bytes before them.
  template <typename Visit>
  void for_each(Visit visit) const {
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (i >= order_) visit(last, number_of(last), text_[i]);
      last = (last << 8 | text_[i]) & mask(order_);
    }
  }

 private:
  static std::uint32_t mask(std::size_t length) { return (std::uint32_t{1} << (8 * length)) - 1; }

  static std::string bytes_of(std::uint32_t context, std::size_t length) {
    std::string bytes;
    for (std::size_t i = length; i-- > 0;) bytes += static_cast<char>(context >> (8 * i) & 255);
    return bytes;
  }

  std::uint32_t number_of(std::uint32_t last) const {
    for (std::size_t length = order_; length > 0; --length) {
      if (const std::uint32_t number = numbers_[length - 1][last & mask(length)]; number != kUnknown) return number;
    }
    return kUnknown;
  }

  TextView text_;
  std::size_t order_;
  std::vector<ZeroedArray<std::uint32_t>> numbers_;  // [length - 1][context]
  std::vector<Bottleneck::Context> contexts_;
};

}  // namespace

ContextCounts count_contexts(TextView text, int order, std::size_t most) {
  assert(1 <= order && order <= kMaxBottleneckOrder && most >= 512);
  ContextTable table(text, order);
  std::size_t room = most - 256;
  for (auto length = static_cast<std::size_t>(order); length > 1; --length) {
    const std::size_t before = table.contexts().size();
    table.add(length, length == 2 ? room : std::max(room / 2, std::size_t{1}));
    room -= table.contexts().size() - before;
  }
  table.add(1, 256);

  std::vector<std::array<std::uint64_t, 256>> counts(table.contexts().size());
  std::array<std::uint64_t, 256> of_byte{};
  ContextCounts result;
  table.for_each([&](std::uint32_t, std::uint32_t number, std::uint8_t byte) {
    ++counts[number - 1][byte];
    ++of_byte[byte];
    ++result.positions;
  });
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (of_byte[byte] > 0) result.next.push_back(static_cast<std::uint8_t>(byte));
  }
  result.contexts = table.contexts();
  result.joint.resize(static_cast<Eigen::Index>(counts.size()), static_cast<Eigen::Index>(result.next.size()));
  for (Eigen::Index x = 0; x < result.joint.rows(); ++x) {
    for (Eigen::Index y = 0; y < result.joint.cols(); ++y) {
      const std::uint64_t count = counts[static_cast<std::size_t>(x)][result.next[static_cast<std::size_t>(y)]];
      result.joint(x, y) = static_cast<double>(count) / static_cast<double>(result.positions);
    }
    result.contexts[static_cast<std::size_t>(x)].share = result.joint.row(x).sum();
  }
  return result;
}

}  // namespace pith
