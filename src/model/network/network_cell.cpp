#include "model/network/network_cell.h"

#include <algorithm>
#include <utility>

#include "model/text/context.h"

namespace pith {

namespace {

template <std::size_t... kIndex>
std::array<std::uint32_t, kEmbeddedTables> embedded_hashes(const TextState& text, std::index_sequence<kIndex...>) {
  return {context_hash<kEmbeddedContexts[kIndex]>(text)...};
}

}  // namespace

NetworkCell::NetworkCell(const NetworkWeights& weights)
    : weights_(weights),
      kernels_(rnn_kernels()),
      fast_(weights.fast(), kernels_),
      embedded_(weights.shape().embedding),
      inputs_(weights.shape().gates()),
      features_(weights.shape().features()) {
  if (weights.shape().slow != 0) slow_.emplace(weights, kernels_);
  read(TextState());
}

void NetworkCell::read(const TextState& text) {
  const auto hashes = embedded_hashes(text, std::make_index_sequence<kEmbeddedTables>());
  rows_.clear();
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) rows_.add(weights_.embedding(i), hashes[i]);
  const std::int8_t* bigram =
      weights_.bigram_row(row_of(context_hash<ContextKind::kOrder2>(text), weights_.shape().bigram_rows));
  __builtin_prefetch(bigram);
  fast_.begin_step();
  if (slow_ && clock_.ticks()) slow_->step(clock_.hashes(text));
  rows_.sum(kernels_, embedded_);
  std::ranges::copy(embedded_, features_.end() - static_cast<std::ptrdiff_t>(embedded_.size()));
  const std::int32_t* base = slow_ ? slow_->to_gates().data() : weights_.fast().bias.data();
  kernels_.inputs(base, weights_.byte_row(text.byte(1)), weights_.byte_scale(), bigram, weights_.bigram_scale(),
                  inputs_.size(), inputs_.data());
  fast_.end_step(inputs_, embedded_.data());
  std::ranges::copy(fast_.features(), features_.begin());
}

}  // namespace pith
