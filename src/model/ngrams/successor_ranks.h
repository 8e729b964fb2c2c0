#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/section_reader.h"
#include "model/text/context.h"

namespace pith {

/// Which bytes were likely after which in training, so that a successor can be coded by its rank.
class SuccessorRanks {
 public:
  /// `alphabet`: the bytes that occur, each once. `ranks`: (alphabet.size() + 1)(alphabet.size()), a permutation of the
  /// alphabet for each last byte, in the order of `alphabet`; the last row is for all other bytes. Both outlive this.
  /// REQUIRES: 1 <= alphabet.size() <= 256, ranks of that size.
  SuccessorRanks(ByteView alphabet, ByteView ranks) : size_(alphabet.size()), alphabet_(alphabet), ranks_(ranks) {
    assert(1 <= size_ && size_ <= 256 && ranks.size() == (size_ + 1) * size_);
    row_.fill(static_cast<std::uint16_t>(size_));
    for (std::size_t i = 0; i < size_; ++i) {
      row_[alphabet[i]] = static_cast<std::uint16_t>(i);
    }
  }

  /// Reads what an n-gram section begins with, as docs/format/NGRAMS.md says. Throws Error kDamaged.
  static SuccessorRanks read(SectionReader& section);

  /// What a section begins with. REQUIRES: as the constructor.
  static Bytes written(ByteView alphabet, ByteView ranks);

  /// How many bytes of a section that is.
  std::size_t section_bytes() const { return sizeof(std::uint16_t) + alphabet_.size() + ranks_.size(); }

  ByteView alphabet() const { return alphabet_; }

  /// The bytes after `last`, a byte or kNoByte, the likeliest first.
  ByteView after(std::uint32_t last) const {
    assert(last <= kNoByte);
    return ranks_.subspan(row_[last] * size_, size_);
  }

 private:
  std::size_t size_;
  ByteView alphabet_;
  ByteView ranks_;
  std::array<std::uint16_t, kNoByte + 1> row_{};
};

}  // namespace pith
