#include <algorithm>
#include <cassert>

#include "base/ordered_work.h"
#include "pith/analyze.h"
#include "stats/analyze/byte_ngram_model.h"

namespace pith {

namespace {

/// The costs of all texts under the model of one.
std::vector<double> costs(const TextHalves& text, std::span<const TextHalves> texts) {
  const ByteNgramModel model(text.training);
  std::vector<double> bits_per_byte;
  for (const TextHalves& other : texts) {
    const auto bytes = static_cast<double>(other.test.size());
    bits_per_byte.push_back(bytes == 0 ? 0 : model.bits(other.test) / bytes);
  }
  return bits_per_byte;
}

}  // namespace

TextHalves halves_of(TextView text, std::size_t most_bytes) {
  const TextView first = text.first(text.size() / 2);
  const TextView second = text.subspan(first.size());
  const TextView training = first.first(std::min(most_bytes, first.size()));
  const TextView test = second.first(std::min(most_bytes, second.size()));
  return {.training = {training.begin(), training.end()}, .test = {test.begin(), test.end()}};
}

double CrossEntropyMatrix::divergence_rate(std::size_t model, std::size_t text) const {
  return bits_per_byte[model][text] - bits_per_byte[text][text];
}

std::size_t CrossEntropyMatrix::nearest(std::size_t text) const {
  assert(texts() >= 2);
  std::size_t nearest = text == 0 ? 1 : 0;
  for (std::size_t model = nearest + 1; model < texts(); ++model) {
    if (model != text && bits_per_byte[model][text] < bits_per_byte[nearest][text]) {
      nearest = model;
    }
  }
  return nearest;
}

CrossEntropyMatrix cross_entropy_matrix(std::span<const TextHalves> texts, int threads) {
  CrossEntropyMatrix matrix;
  Progress progress(nullptr);
  OrderedWork<std::vector<double>> work(worker_count(threads), progress);
  for (const TextHalves& text : texts) {
    if (work.full()) {
      matrix.bits_per_byte.push_back(work.take());
    }
    work.start([&text, texts] { return costs(text, texts); });
  }
  while (!work.empty()) {
    matrix.bits_per_byte.push_back(work.take());
  }
  return matrix;
}

}  // namespace pith
