#pragma once

#include <cassert>
#include <cereal/archives/portable_binary.hpp>
#include <concepts>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace pith {

/// Writes the fields of a model file: the byte order, then numbers, texts and lists as FORMAT.md says.
/// REQUIRES: texts and lists are shorter than 2^32.
class FieldWriter {
 public:
  template <std::unsigned_integral Number>
  void field(Number number) {
    archive_(number);
  }

  void field(const std::string& text) {
    assert(text.size() <= UINT32_MAX);
    field(static_cast<std::uint32_t>(text.size()));
    archive_(cereal::binary_data(text.data(), text.size()));
  }

  /// `item_fields` writes the fields of an item.
  template <typename Item, typename ItemFields>
  void list(const std::vector<Item>& items, ItemFields item_fields) {
    assert(items.size() <= UINT32_MAX);
    field(static_cast<std::uint32_t>(items.size()));
    for (const Item& item : items) {
      item_fields(item);
    }
  }

  Bytes bytes() const {
    const std::string written = stream_.str();
    return {written.begin(), written.end()};
  }

 private:
  std::ostringstream stream_;
  cereal::PortableBinaryOutputArchive archive_{stream_, cereal::PortableBinaryOutputArchive::Options::LittleEndian()};
};

}  // namespace pith
