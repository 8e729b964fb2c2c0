#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "pith/bottleneck.h"

namespace pith {

/// How contexts of a text and the bytes after them occur together.
struct ContextCounts {
  std::uint64_t positions = 0;
  std::vector<Bottleneck::Context> contexts;
  std::vector<std::uint8_t> next;  ///< bytes that occur after any
  Eigen::MatrixXd joint;           ///< (contexts)(next), of sum 1; none is a row or column of zeros
};

/// Of the last `order` bytes, `most` contexts in all: the commonest are told apart, of three bytes at most as many as
/// of two, and where these are left out by their last two bytes; all that is left then by its last byte. REQUIRES: 1 <=
/// order <= kMaxBottleneckOrder, most >= 512.
ContextCounts count_contexts(TextView text, int order, std::size_t most);

}  // namespace pith
