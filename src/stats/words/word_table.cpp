#include "stats/words/word_table.h"

#include <algorithm>

namespace pith {

namespace {

/// FNV-1a of 64 bits, folded.
std::uint32_t hash_of(TextView word) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint8_t byte : word) {
    hash = (hash ^ byte) * 0x100000001b3U;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

bool WordTable::add(TextView word) {
  const std::uint32_t hash = hash_of(word);
  std::size_t slot = find(word, hash);
  if (slots_[slot] != 0) {
    ++words_[slots_[slot] - 1].count;
    return true;
  }
  if (words_.size() == max_words_) {
    return false;
  }
  if (2 * words_.size() >= slots_.size()) {
    grow();
    slot = find(word, hash);
  }
  words_.push_back({.text = word, .count = 1, .hash = hash});
  slots_[slot] = static_cast<std::uint32_t>(words_.size());
  return true;
}

/// The slot of `word`, or the free one where it would be.
std::size_t WordTable::find(TextView word, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Word& other = words_[slots_[slot] - 1];
    if (other.hash == hash && std::ranges::equal(other.text, word)) {
      break;
    }
  }
  return slot;
}

void WordTable::grow() {
  slots_.assign(2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::size_t slot = words_[i].hash & mask;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace pith
