#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "model/network/dimensions.h"

namespace pith {

/// The steps of the weights of embedding tables that have 4 bits, each a multiple of kTableStep; 0 where none is
/// chosen.
struct NetworkTableSteps {
  static constexpr float kTableStep = 1.0F / 1024;

  std::array<float, kEmbeddedTables> embedding{};
  std::array<float, kSlowTables> slow_table{};

  bool operator==(const NetworkTableSteps&) const = default;
};

/// A network as training leaves it, whole or half done: a tensor file with the tensors of NetworkLayout, by their
/// names. Training that goes on needs the rest; who trains elsewhere leaves it out.
struct NetworkFile {
  NetworkShape shape;
  std::vector<float> parameters;  ///< (NetworkLayout::size())
  NetworkTableSteps steps_of_tables = {};
  std::vector<float> first_moment = {};   ///< of Adam, or Muon's momentum; as parameters; or empty
  std::vector<float> second_moment = {};  ///< the same; 0 for Muon
  std::vector<float> average = {};        ///< of the parameters, as parameters; or empty
  std::uint64_t steps = 0;                ///< of training that are done
  double progress = 0;                    ///< how much of it that is, 0 to 1
  Bytes known = {};  ///< the bytes that it tells apart, ascending; empty = those that are frequent in its texts

  bool operator==(const NetworkFile&) const = default;
};

Bytes network_file_bytes(const NetworkFile& file);

/// Throws Error kNotPith, kTruncated, kDamaged; messages begin with `name`.
NetworkFile read_network_file(const std::string& name, ByteView bytes);

}  // namespace pith
