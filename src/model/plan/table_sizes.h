#pragma once

#include <cstddef>

namespace pith {

/// How much memory the tables of one predictor take.
struct TableSizes {
  std::size_t window_bytes;  ///< how far back matches and columns look
  std::size_t slot_bytes;
  std::size_t order2_cells;
  std::size_t match_heads;
  std::size_t order3_curves;
  std::size_t fixed_bytes;  ///< of tables that are the same for every text

  /// All tables together, those of fixed size included.
  std::size_t total_bytes() const;
};

/// The tables of a predictor that learns from a text of `text_bytes`.
/// REQUIRES: kMinLevel <= level <= kMaxLevel, text_bytes <= kMaxBlockBytes.
TableSizes table_sizes(int level, std::size_t text_bytes);

/// Those of a predictor that does not learn: but for the window they stay empty. REQUIRES: as table_sizes().
TableSizes static_table_sizes(int level, std::size_t text_bytes);

}  // namespace pith
