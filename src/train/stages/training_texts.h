#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "pith/train.h"

namespace pith {

std::uint64_t bytes_of(const std::vector<TrainingText>& texts);
std::uint64_t bytes_of(const std::vector<Bytes>& texts);
std::vector<ByteView> views_of(const std::vector<Bytes>& texts);

/// The texts of a training by what they are for, with LF as line ends.
struct TrainingTexts {
  std::vector<Bytes> counted;          ///< what n-grams are counted in and the network learns from
  std::vector<Bytes> tuning;           ///< what the mixing is tuned on
  std::vector<TrainingText> held_out;  ///< what the model is measured on
  std::uint64_t corpus_bytes = 0;      ///< of the works as they were given, without those left out
  std::vector<LeftOutWork> left_out;   ///< of the works as they were given
};

/// A check of what a network sees of them.
std::uint64_t corpus_check(const TrainingTexts& texts);

/// `held_out`, `tuning`: see TrainOptions. Leaves out works_left_out(), and of the other texts those that repeat another.
/// Throws Error kUsage for too little or too much text.
TrainingTexts training_texts(std::vector<TrainingText> works, std::vector<TrainingText> held_out,
                             std::vector<TrainingText> tuning);

}  // namespace pith
