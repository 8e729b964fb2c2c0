#include "model/bits/slot_table.h"

#include <algorithm>
#include <array>

namespace pith {

namespace {

constexpr std::array<std::uint8_t, 256> weights() {
  std::array<std::uint8_t, 256> table{};
  for (int h = 0; h < 256; ++h) {
    table[h] = static_cast<std::uint8_t>(history_weight(static_cast<std::uint8_t>(h)));
  }
  return table;
}

constexpr auto kWeight = weights();

}  // namespace

std::uint8_t* SlotTable::claim(Line& line, std::uint32_t check) {
  int least = 0;
  int least_weight = 256;
  for (int i = 0; i < 4; ++i) {
    const int weight = (line.checks >> 8 * i & 255) == 0 ? -1 : kWeight[line.histories[i][0]];
    if (weight < least_weight) {
      least_weight = weight;
      least = i;
    }
  }
  line.checks = (line.checks & ~(255u << 8 * least)) | check << 8 * least;
  std::fill_n(line.histories[least], 15, std::uint8_t{0});
  return line.histories[least];
}

}  // namespace pith
