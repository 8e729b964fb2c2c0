#include "train/ngrams/bit_writer.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

#include "base/random.h"

namespace pith {

TEST_CASE("the first bit is the lowest of the first byte") {
  BitWriter bits;
  bits.put(1, 1);
  bits.put(0b01, 2);
  bits.put(0x1ff, 9);
  CHECK(bits.finish() == Bytes{0b11111011, 0b1111});
}

TEST_CASE("bits come back from the words that a table reads") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    BitWriter writer;
    std::vector<std::pair<std::uint32_t, int>> written;
    for (int i = 0; i < 200; ++i) {
      const int count = static_cast<int>(random.below(33));
      const auto bits = static_cast<std::uint32_t>(random.next() & ((std::uint64_t{1} << count) - 1));
      writer.put(bits, count);
      written.emplace_back(bits, count);
    }
    Bytes bytes = writer.finish();
    bytes.resize(bytes.size() + 8);
    std::size_t at = 0;
    int wrong = 0;
    for (const auto& [bits, count] : written) {
      const std::uint64_t word = little_endian<std::uint64_t>(ByteView(bytes).subspan(at / 8)) >> at % 8;
      wrong += (word & ((std::uint64_t{1} << count) - 1)) != bits ? 1 : 0;
      at += static_cast<std::size_t>(count);
    }
    CHECK(wrong == 0);
    CHECK(bytes.size() - 8 == (at + 7) / 8);
  }
}

TEST_CASE("after its end a writer begins anew") {
  BitWriter bits;
  CHECK(bits.finish().empty());
  bits.put(5, 3);
  CHECK(bits.finish() == Bytes{5});
  CHECK(bits.finish().empty());
  bits.put(0xffffffff, 32);
  CHECK(bits.finish() == Bytes{255, 255, 255, 255});
}

}  // namespace pith
