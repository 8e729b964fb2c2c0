#pragma once

// Included before all else where the standard library is older than the algorithms of C++20 over ranges, as that of
// Debian 12's emscripten is. Of these, what this project uses of them.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 15000

#include <ranges>

namespace std {

#if !defined(__cpp_lib_bit_cast)
template <typename To, typename From>
constexpr To bit_cast(const From& from) noexcept {
  return __builtin_bit_cast(To, from);
}
#endif

namespace ranges {

template <typename Range, typename Out>
constexpr void copy(Range&& range, Out out) {
  std::copy(std::begin(range), std::end(range), out);
}

template <typename Range>
constexpr void reverse(Range&& range) {
  std::reverse(std::begin(range), std::end(range));
}

template <typename Range, typename Predicate, typename Projection = std::identity>
constexpr bool all_of(Range&& range, Predicate predicate, Projection projection = {}) {
  return std::all_of(std::begin(range), std::end(range), [&](const auto& each) {
    return static_cast<bool>(std::invoke(predicate, std::invoke(projection, each)));
  });
}

template <typename Range, typename Predicate>
constexpr bool any_of(Range&& range, Predicate predicate) {
  return std::any_of(std::begin(range), std::end(range), predicate);
}

template <typename Range, typename Value, typename Projection = std::identity>
constexpr auto find(Range&& range, const Value& value, Projection projection = {}) {
  return std::find_if(std::begin(range), std::end(range),
                      [&](const auto& each) { return std::invoke(projection, each) == value; });
}

template <typename Iterator, typename Predicate>
requires std::input_iterator<Iterator>
constexpr auto find_if(Iterator begin, Iterator end, Predicate predicate) {
  return std::find_if(begin, end, predicate);
}

template <typename Range, typename Predicate>
constexpr auto find_if(Range&& range, Predicate predicate) {
  return std::find_if(std::begin(range), std::end(range), predicate);
}

template <typename Range, typename Value>
constexpr auto count(Range&& range, const Value& value) {
  return std::count(std::begin(range), std::end(range), value);
}

template <typename Range, typename Predicate>
constexpr auto count_if(Range&& range, Predicate predicate) {
  return std::count_if(std::begin(range), std::end(range), predicate);
}

template <typename A, typename B, typename Equal = std::equal_to<>, typename ProjectionA = std::identity,
          typename ProjectionB = std::identity>
constexpr bool equal(A&& a, B&& b, Equal same = {}, ProjectionA of_a = {}, ProjectionB of_b = {}) {
  return std::equal(std::begin(a), std::end(a), std::begin(b), std::end(b),
                    [&](const auto& x, const auto& y) { return same(std::invoke(of_a, x), std::invoke(of_b, y)); });
}

template <typename Compare, typename Projection>
constexpr auto compare_projected(Compare compare, Projection projection) {
  return [compare, projection](const auto& a, const auto& b) {
    return std::invoke(compare, std::invoke(projection, a), std::invoke(projection, b));
  };
}

template <typename Range, typename Compare = std::less<>, typename Projection = std::identity>
constexpr void sort(Range&& range, Compare compare = {}, Projection projection = {}) {
  std::sort(std::begin(range), std::end(range), compare_projected(compare, projection));
}

template <typename Range, typename Compare = std::less<>, typename Projection = std::identity>
constexpr auto max_element(Range&& range, Compare compare = {}, Projection projection = {}) {
  return std::max_element(std::begin(range), std::end(range), compare_projected(compare, projection));
}

template <typename Range, typename Compare = std::less<>, typename Projection = std::identity>
constexpr bool is_sorted(Range&& range, Compare compare = {}, Projection projection = {}) {
  return std::is_sorted(std::begin(range), std::end(range), compare_projected(compare, projection));
}

}  // namespace ranges
}  // namespace std

#endif
