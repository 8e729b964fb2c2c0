#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "model/network/shape.h"

namespace pith {

/// A network as training leaves it, whole or half done: a tensor file with the tensors of RnnLayout, by their names.
/// Training that goes on needs the rest; who trains elsewhere leaves it out.
struct RnnFile {
  RnnShape shape;
  std::vector<float> parameters;          ///< (RnnLayout::size())
  std::vector<float> first_moment = {};   ///< of Adam, as parameters; or empty
  std::vector<float> second_moment = {};  ///< likewise
  std::uint64_t steps = 0;                ///< of training that are done
  double progress = 0;                    ///< how much of it that is, 0 to 1

  bool operator==(const RnnFile&) const = default;
};

Bytes rnn_file_bytes(const RnnFile& file);

/// Throws Error kNotPith, kTruncated, kDamaged; messages begin with `name`.
RnnFile read_rnn_file(const std::string& name, ByteView bytes);

}  // namespace pith
