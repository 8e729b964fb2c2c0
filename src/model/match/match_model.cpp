#include "model/match/match_model.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "model/bits/logistic.h"

namespace pith {

MatchModel::MatchModel(int min_length, std::size_t heads)
    : min_length_(min_length), heads_(heads), head_shift_(32 - std::countr_zero(heads)) {
  assert(4 <= min_length && min_length <= 32 && std::has_single_bit(heads));
  for (int b = 0; b < kBuckets; ++b) {
    const std::uint32_t odds = b < 32 ? static_cast<std::uint32_t>(b) + 3 : 3;
    right_[b] = AdaptiveProbability(65536 - 65536 / odds, 0);
  }
}

void MatchModel::update(const Window& window) {
  const std::uint32_t position = window.position();
  if (pointer_ != 0) {
    const bool right = expected_byte() == window[position - 1];
    ++pointer_;
    if (right) {
      length_ = std::min(length_ + 1, kMaxLength);
      if (length_ >= 16) {
        misses_ = 0;
      }
    } else {
      length_ = 0;
      if (++misses_ > kMaxMisses) {
        pointer_ = 0;
      }
    }
  }
  std::uint32_t h = 0;
  for (int i = 1; i <= min_length_; ++i) {
    h = (h + window[position - i] + 1) * 0x2F0B4C47u;
  }
  const std::uint32_t spread = (h ^ h >> 15) * 0x9E3779B1u;
  head_ = static_cast<std::uint32_t>(std::uint64_t{spread} >> head_shift_);  // a single head shifts by 32
  __builtin_prefetch(&heads_[head_], 1);
}

void MatchModel::look_up(const Window& window) {
  const std::uint32_t position = window.position();
  if (pointer_ == 0 || length_ == 0) {
    const std::uint32_t candidate = heads_[head_];
    std::uint32_t length = 0;
    const std::uint32_t most = std::min<std::uint32_t>(candidate, kMaxVerified);
    while (length < most && window[candidate - 1 - length] == window[position - 1 - length]) {
      ++length;
    }
    if (length >= static_cast<std::uint32_t>(min_length_)) {
      pointer_ = candidate;
      length_ = length;
      misses_ = 0;
    }
  }
  heads_[head_] = position;
  expected_ = pointer_ != 0 ? 256u | window[pointer_] : 0;
  if (pointer_ != 0) bucket_ = bucket();
}

int MatchModel::bucket() const {
  if (misses_ != 0) {
    return 32 + static_cast<int>(std::min<std::uint32_t>(misses_, 3) - 1) * 8 +
           static_cast<int>(std::min<std::uint32_t>(length_ / 2, 7));
  }
  const int length = static_cast<int>(length_);
  if (length < 16) return length;
  if (length < 32) return 16 + (length - 16) / 4;
  if (length < 64) return 20 + (length - 32) / 8;
  return std::min(24 + (length - 64) / 64, 31);
}

void MatchModel::predict(BitPlace place, std::int32_t* inputs) {
  expects_ = expected_ >> (8 - place.index()) == place.partial();
  if (!expects_) {
    inputs[0] = inputs[1] = 0;
    return;
  }
  expected_bit_ = static_cast<int>(expected_ >> (7 - place.index()) & 1);
  const std::uint32_t p = right_[bucket_].p16();
  const int x = stretch(p);
  const int lean = (static_cast<int>(p) - 32768) >> 5;
  inputs[0] = expected_bit_ != 0 ? x : -x;
  inputs[1] = expected_bit_ != 0 ? lean : -lean;
}

void MatchModel::learn(int bit) {
  if (expects_) {
    right_[bucket_].learn(bit == expected_bit_ ? 1 : 0, AdaptiveProbability::kMaxLimit);
  }
}

}  // namespace pith
