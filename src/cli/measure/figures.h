#pragma once

#include "cli/formatting/json.h"
#include "pith/measure.h"

namespace pith::cli {

/// The fields of an object about a measurement.
void write_figures(JsonWriter& json, const Measurement& measurement);

}  // namespace pith::cli
