#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "pith/model.h"

namespace pith {

/// What a small part of a model file tells of it: enough to see whether a text looks like what it was trained on. The
/// file is not checked; opening it will do that.
class ModelPreview {
 public:
  /// Throws Error kIo, kNotPith, kVersion, kTruncated, kDamaged, and kModel if the model has no n-grams; messages begin
  /// with `path`.
  explicit ModelPreview(const std::string& path);

  const std::string& name() const { return name_; }
  std::uint64_t identity() const { return identity_; }

  /// What the held-out text of the model costs at `level`, over from empty, as a part of what it does at level 1, in
  /// units of 1 / kAsMuch: below kAsMuch where more evidence, or a network, makes more of the model. kAsMuch where the
  /// model does not say. In [0, kMostMore].
  std::uint32_t more_at(int level) const;
  static constexpr std::uint32_t kAsMuch = 65536;
  static constexpr std::uint32_t kMostMore = 1 << 24;

  /// The ranks of the bytes after `last`, a byte: (256); 255 where training has not seen a byte.
  const std::uint8_t* ranks_after(std::uint8_t last) const { return &ranks_[last * std::size_t{256}]; }

 private:
  void read_ranks(ByteView ngrams);

  std::string name_;
  std::uint64_t identity_ = 0;
  std::vector<ModelMetadata::HeldOut> held_out_;
  Bytes ranks_;  // (256 last bytes)(256)
};

}  // namespace pith
