#include "cli/analyze/json_parts.h"

namespace pith::cli {
namespace {

void write_point(JsonWriter& json, const Bottleneck::Point& point) {
  json.field("beta", point.beta);
  json.field("kept_bits", point.kept_bits);
  json.field("relevant_bits", point.relevant_bits);
  json.field("clusters", point.clusters);
}

/// Contexts are bytes, so that they are given as numbers.
void write_context(JsonWriter& json, const Bottleneck::Context& context) {
  json.key("bytes");
  json.begin_array();
  for (const char c : context.bytes) json.value(static_cast<std::uint8_t>(c));
  json.end_array();
  json.field("others", context.others);
  json.field("share", context.share);
}

void write_stop(JsonWriter& json, const Bottleneck::Stop& stop) {
  write_point(json, stop.point);
  write_objects(json, "groups", stop.clusters, [&](const Bottleneck::Cluster& cluster) {
    json.field("share", cluster.share);
    json.field("members", cluster.members);
    write_objects(json, "contexts", cluster.contexts,
                  [&](const Bottleneck::Context& context) { write_context(json, context); });
    write_objects(json, "next", cluster.next, [&](const Bottleneck::Next& next) {
      json.field("byte", next.byte);
      json.field("probability", next.probability);
    });
  });
}

void write_order(JsonWriter& json, const Bottleneck& bottleneck) {
  json.field("order", bottleneck.order);
  json.field("positions", bottleneck.positions);
  json.field("contexts", bottleneck.contexts);
  json.field("share_of_others", bottleneck.share_of_others);
  json.field("context_bits", bottleneck.context_bits);
  json.field("next_bits", bottleneck.next_bits);
  json.field("information", bottleneck.information);
  write_objects(json, "curve", bottleneck.curve, [&](const Bottleneck::Point& point) { write_point(json, point); });
  write_objects(json, "needs", bottleneck.needs, [&](const Bottleneck::Need& need) {
    json.field("share", need.share);
    json.field("bits", need.bits);
    json.field("beyond", need.beyond);
  });
  write_objects(json, "stops", bottleneck.stops, [&](const Bottleneck::Stop& stop) { write_stop(json, stop); });
}

void write_network(JsonWriter& json, const NetworkBottleneck& network) {
  json.key("network");
  if (network.costs.empty()) return json.null();
  json.begin_object();
  json.field("units", network.units);
  json.field("bytes", network.bytes);
  write_objects(json, "costs", network.costs, [&](const StateCost& cost) {
    json.field("units", cost.units);
    json.key("bits_a_unit");
    cost.bits_a_unit == 0 ? json.null() : json.value(cost.bits_a_unit);
    json.key("state_bits");
    cost.bits_a_unit == 0 ? json.null() : json.value(cost.state_bits);
    json.field("bits_per_byte", cost.bits_per_byte);
  });
  json.end_object();
}

}  // namespace

void write_bottleneck(JsonWriter& json, const BottleneckReport& report) {
  json.key("bottleneck");
  json.begin_object();
  write_objects(json, "orders", report.of_bytes, [&](const Bottleneck& bottleneck) { write_order(json, bottleneck); });
  write_network(json, report.of_network);
  json.end_object();
}

}  // namespace pith::cli
