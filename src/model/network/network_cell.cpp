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

void NetworkCell::step_together(std::span<const Step> steps) {
  if (steps.empty()) return;
  std::array<GatedUnit*, GatedUnit::kMostTogether> fast{};
  std::array<GatedUnit*, GatedUnit::kMostTogether> slow{};
  std::size_t ticking = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    NetworkCell& cell = *steps[i].cell;
    cell.clock_.update(*steps[i].text);
    cell.fetch(*steps[i].text);
    fast[i] = &cell.fast_;
    if (cell.slow_ && cell.clock_.ticks()) slow[ticking++] = &cell.slow_->unit();
  }
  GatedUnit::begin_steps(std::span(fast).first(steps.size()));
  GatedUnit::begin_steps(std::span(slow).first(ticking));
  std::array<GatedUnit::Embedded, GatedUnit::kMostTogether> embedded{};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    NetworkCell& cell = *steps[i].cell;
    if (cell.slow_ && cell.clock_.ticks()) cell.slow_->end_step(cell.clock_.hashes(*steps[i].text));
    cell.embed();
    embedded[i] = {.unit = &cell.fast_, .embedded = cell.embedded_.data()};
  }
  GatedUnit::project(std::span(embedded).first(steps.size()));
  for (const auto [cell, text] : steps) cell->finish(*text);
}

/// Asks for the memory of the rows that `text` stands for.
void NetworkCell::fetch(const TextState& text) {
  const auto hashes = embedded_hashes(text, std::make_index_sequence<kEmbeddedTables>());
  rows_.clear();
  for (std::size_t i = 0; i < kEmbeddedTables; ++i) rows_.add(weights_.embedding(i), hashes[i]);
  bigram_ = weights_.bigram_row(row_of(context_hash<ContextKind::kOrder2>(text), weights_.shape().bigram_rows));
  __builtin_prefetch(bigram_);
}

/// Sums the rows.
void NetworkCell::embed() {
  rows_.sum(kernels_, embedded_);
  std::ranges::copy(embedded_, features_.end() - static_cast<std::ptrdiff_t>(embedded_.size()));
}

/// The part of a step that comes after all products.
void NetworkCell::finish(const TextState& text) {
  const std::int32_t* base = slow_ ? slow_->to_gates().data() : weights_.fast().bias.data();
  kernels_.inputs(base, weights_.byte_row(text.byte(1)), weights_.byte_scale(), bigram_, weights_.bigram_scale(),
                  inputs_.size(), inputs_.data());
  fast_.conclude(inputs_);
  std::ranges::copy(fast_.features(), features_.begin());
}

}  // namespace pith
