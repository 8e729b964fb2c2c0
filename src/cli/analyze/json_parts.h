#pragma once

#include <string>

#include "cli/analyze/report.h"
#include "cli/formatting/json.h"

namespace pith::cli {

/// An array of objects, with the fields that `write` gives each of `items`.
template <typename Items, typename Write>
void write_objects(JsonWriter& json, const std::string& name, const Items& items, Write write) {
  json.key(name);
  json.begin_array();
  for (const auto& item : items) {
    json.begin_object();
    write(item);
    json.end_object();
  }
  json.end_array();
}

/// The field "bottleneck" of a text.
void write_bottleneck(JsonWriter& json, const BottleneckReport& report);

}  // namespace pith::cli
