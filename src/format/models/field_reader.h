#pragma once

#include <cereal/archives/portable_binary.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "format/models/model_damage.h"

namespace pith {

/// Reads what a FieldWriter wrote. Every declared size is held against the bytes that are left before anything is
/// allocated or read for it, so memory is within a small multiple of those bytes whatever they claim.
/// All members throw Error kDamaged, its message beginning with `name`.
class FieldReader {
 public:
  FieldReader(std::string name, ByteView bytes)
      : name_(std::move(name)), left_(bytes.size()), stream_(with_known_order(bytes)) {
    take(1);
  }

  template <std::unsigned_integral Number>
  void field(Number& number) {
    take(sizeof(Number));
    archive_(number);
  }

  void field(std::string& text) {
    std::uint32_t bytes = 0;
    field(bytes);
    take(bytes);
    text.resize(bytes);
    archive_(cereal::binary_data(text.data(), text.size()));
  }

  /// `item_fields` reads the fields of an item.
  template <typename Item, typename ItemFields>
  void list(std::vector<Item>& items, ItemFields item_fields) {
    std::uint32_t count = 0;
    field(count);
    if (count > left_ / kLeastItemBytes) {
      throw too_short();
    }
    items.resize(count);
    for (Item& item : items) {
      item_fields(item);
    }
  }

  std::size_t left() const { return left_; }

 private:
  static constexpr std::size_t kLeastItemBytes = 8;  // a fact of two empty texts

  std::string with_known_order(ByteView bytes) const {
    if (bytes.empty() || bytes[0] != 1) {
      throw damaged_model(name_, "its byte order is not defined");
    }
    return {bytes.begin(), bytes.end()};
  }

  /// The next `bytes` are read only if they are there.
  void take(std::size_t bytes) {
    if (bytes > left_) {
      throw too_short();
    }
    left_ -= bytes;
  }

  Error too_short() const { return damaged_model(name_, "a field promises more bytes than there are"); }

  std::string name_;
  std::size_t left_;
  std::istringstream stream_;
  cereal::PortableBinaryInputArchive archive_{stream_};  // into the byte order of this processor
};

}  // namespace pith
