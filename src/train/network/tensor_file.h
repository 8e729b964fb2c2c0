#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// Named arrays of floats in the safetensors format (huggingface/safetensors, "Format"), which PyTorch and others read
/// and write: the length of a JSON header in 8 bytes, the header, the arrays. Of types only F32 is known.
struct TensorFile {
  struct Tensor {
    std::vector<std::uint64_t> shape;
    std::vector<float> values;  ///< row by row

    bool operator==(const Tensor&) const = default;
  };

  std::map<std::string, Tensor> tensors;
  std::map<std::string, std::string> metadata;

  bool operator==(const TensorFile&) const = default;
};

/// REQUIRES: each tensor has as many values as its shape says.
Bytes tensor_file_bytes(const TensorFile& file);

/// Throws Error kNotPith, kTruncated, kDamaged; messages begin with `name`. Never takes more memory than a few times
/// the file.
TensorFile read_tensor_file(const std::string& name, ByteView bytes);

}  // namespace pith
