#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "model/text/context.h"
#include "model/text/text_state.h"

namespace pith {

inline constexpr std::size_t kSymbols = 256;  ///< bytes

/// The contexts whose hashes the network reads beside the last byte. The first one has weights of its own for each
/// gate, the others share an embedding.
inline constexpr std::array kRnnContexts = {ContextKind::kOrder2, ContextKind::kOrder3, ContextKind::kOrder4,
                                            ContextKind::kWord};
inline constexpr std::size_t kRnnEmbedded = kRnnContexts.size() - 1;

/// The dimensions of the network, a gated recurrent unit (Cho et al. 2014) whose reset gate acts after the recurrent
/// product, as in cuDNN and PyTorch.
struct RnnShape {
  std::uint32_t hidden = 0;         ///< units
  std::uint32_t bigram_rows = 0;    ///< that hashes of order 2 are spread over
  std::uint32_t embedding = 0;      ///< numbers that embedded contexts become together
  std::uint32_t embedded_rows = 0;  ///< that the hashes of each embedded context are spread over

  std::size_t gates() const { return std::size_t{3} * hidden; }
  std::size_t features() const { return std::size_t{hidden} + embedding; }  ///< what the output layer reads

  bool operator==(const RnnShape&) const = default;
};

/// For each of kRnnContexts the row that stands for it in `text`.
using RnnRows = std::array<std::uint32_t, kRnnContexts.size()>;

inline RnnRows rnn_rows(const RnnShape& shape, const TextState& text) {
  const auto row = [](std::uint32_t hash, std::uint32_t rows) {
    return static_cast<std::uint32_t>((std::uint64_t{hash} * rows) >> 32);
  };
  return {row(context_hash<kRnnContexts[0]>(text), shape.bigram_rows),
          row(context_hash<kRnnContexts[1]>(text), shape.embedded_rows),
          row(context_hash<kRnnContexts[2]>(text), shape.embedded_rows),
          row(context_hash<kRnnContexts[3]>(text), shape.embedded_rows)};
}

}  // namespace pith
