#include "model/bits/slot_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/random.h"

namespace pith {

namespace {

constexpr std::size_t kNodes = sizeof(SlotTable::Line::histories[0]);

bool is_empty(const std::uint8_t* histories) {
  return std::all_of(histories, histories + kNodes, [](std::uint8_t history) { return history == 0; });
}

/// Teaches the root of a nibble `bits` ones.
void teach(std::uint8_t* histories, int bits) {
  for (int i = 0; i < bits; ++i) {
    histories[0] = next_history(histories[0], 1);
  }
}

/// One line, searched one slot after the other. Slots are known by where the table under test put them.
class PlainLine {
 public:
  /// Whether the table may answer `found` for `check`.
  bool agrees(std::uint32_t check, SlotTable::Slot found) {
    for (const Slot& slot : slots_) {
      if (slot.check == check) {
        return slot.histories == found.histories && !found.is_new;
      }
    }
    return found.is_new && is_empty(found.histories) && claims(check, found.histories);
  }

  /// Notes what the slots have seen, before the next search.
  void weigh() {
    for (Slot& slot : slots_) {
      slot.weight = history_weight(slot.histories[0]);
    }
  }

 private:
  struct Slot {
    std::uint32_t check;
    std::uint8_t* histories;
    int weight = 0;
  };

  /// Whether a check that is not there may take the slot of `histories`.
  bool claims(std::uint32_t check, std::uint8_t* histories) {
    const auto place = std::ranges::find(slots_, histories, &Slot::histories);
    const bool is_free = place == slots_.end();
    if (slots_.size() < 4) {
      slots_.push_back({check, histories});
      return is_free;
    }
    if (is_free) {
      return false;
    }
    place->check = check;
    return place->weight == std::ranges::min(slots_, {}, &Slot::weight).weight;
  }

  std::vector<Slot> slots_;
};

}  // namespace

TEST_CASE("the same check in the same line is the same histories, another's begin empty") {
  SlotTable table(SlotTable::kPageLines);
  std::uint8_t* first = table.find(5, 17).histories;
  CHECK(is_empty(first));
  std::fill_n(first, kNodes, std::uint8_t{9});
  CHECK(is_empty(table.find(5, 18).histories));
  CHECK(is_empty(table.find(6, 17).histories));
  CHECK(table.find(5, 17).histories == first);
  CHECK(std::all_of(first, first + kNodes, [](std::uint8_t history) { return history == 9; }));
}

TEST_CASE("a fifth check takes the place of the one that has seen least") {
  for (int least = 0; least < 4; ++least) {
    CAPTURE(least);
    SlotTable table(SlotTable::kPageLines);
    std::vector<std::uint8_t*> slots;
    for (int i = 0; i < 4; ++i) {
      slots.push_back(table.find(0, 10 + i).histories);
      teach(slots.back(), i == least ? 1 : 3 + i);
      slots.back()[kNodes - 1] = 7;
    }
    std::uint8_t* newcomer = table.find(0, 200).histories;
    CHECK(newcomer == slots[least]);
    CHECK(is_empty(newcomer));
    for (int i = 0; i < 4; ++i) {
      if (i != least) {
        CHECK(table.find(0, 10 + i).histories == slots[i]);
        CHECK(slots[i][kNodes - 1] == 7);
      }
    }
  }
}

TEST_CASE("a line is searched as if slot by slot") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    CAPTURE(seed);
    Random random(seed);
    // Neighbours in value, and what borrows and carries of a search over all four bytes at once could confuse.
    const std::vector<std::uint32_t> checks = {
        1, 2, 3, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0xfe, 0xff, 1 + random.below(255)};
    int wrong = 0;
    for (int line = 0; line < 200; ++line) {
      SlotTable table(SlotTable::kPageLines);
      PlainLine plain;
      for (int search = 0; search < 100; ++search) {
        const std::uint32_t check = checks[random.below(static_cast<std::uint32_t>(checks.size()))];
        const SlotTable::Slot found = table.find(3, check);
        wrong += plain.agrees(check, found) ? 0 : 1;
        teach(found.histories, static_cast<int>(random.below(4)));
        plain.weigh();
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("every hash has a line, and every line a hash") {
  for (const std::uint32_t pages : {1U, 2U, 3U, 7U}) {
    CAPTURE(pages);
    const std::uint32_t size = pages * SlotTable::kPageLines;
    const SlotTable table(size);
    std::set<std::uint32_t> lines = {table.line_of(0), table.line_of(UINT32_MAX)};
    Random random(8);
    for (int i = 0; i < 20000; ++i) {
      lines.insert(table.line_of(static_cast<std::uint32_t>(random.next())));
    }
    CHECK(lines.size() == size);
    CHECK(*lines.rbegin() == size - 1);
  }
}

TEST_CASE("the line of a second nibble is in the page of the first, anywhere in it") {
  for (const std::uint32_t line : {0U, 1U, 63U, 64U, 1000U, 123456U}) {
    CAPTURE(line);
    std::set<std::uint32_t> lines;
    for (std::uint32_t hash = 0; hash < 4096; ++hash) {
      lines.insert(SlotTable::line_in_page(line, hash * 0x9E3779B1u >> 20));
    }
    CHECK(lines.size() == SlotTable::kPageLines);
    CHECK(*lines.begin() == line / SlotTable::kPageLines * SlotTable::kPageLines);
    CHECK(*lines.rbegin() == *lines.begin() + SlotTable::kPageLines - 1);
  }
}

}  // namespace pith
