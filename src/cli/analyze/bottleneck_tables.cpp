#include <algorithm>

#include "cli/analyze/tables.h"
#include "cli/formatting/byte_name.h"
#include "cli/formatting/table.h"
#include "cli/formatting/text.h"

namespace pith::cli {
namespace {

constexpr std::size_t kShownGroups = 8;  // at the stop that is shown without -v
constexpr std::size_t kShownNext = 5;
constexpr std::size_t kShownColumns = 56;  // of the names of contexts

std::string percent(double share) { return fixed(100 * share, 1) + " %"; }

std::string name_of(const Bottleneck::Context& context) {
  std::string name = context.others ? "..." : "";
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= context.bytes.size(); ++i) {
    if (i < context.bytes.size() && context.bytes[i] != ' ') continue;
    name += shown_text(context.bytes.substr(begin, i - begin), 16);
    if (i < context.bytes.size()) name += "\u2423";
    begin = i + 1;
  }
  return name;
}

/// The commonest contexts of a group, as many as have room.
std::string contexts_of(const Bottleneck::Cluster& cluster) {
  std::string text;
  std::size_t shown = 0;
  for (const Bottleneck::Context& context : cluster.contexts) {
    const std::string name = name_of(context);
    if (shown > 0 && width(text) + 1 + width(name) > kShownColumns) break;
    text += (shown++ == 0 ? "" : " ") + name;
  }
  return shown < cluster.members ? text + " and " + std::to_string(cluster.members - shown) + " more" : text;
}

std::string bits_of(const Bottleneck::Need& need) { return (need.beyond ? "< " : "") + fixed(need.bits, 3); }

std::string next_of(const Bottleneck::Cluster& cluster) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kShownNext, cluster.next.size()); ++i) {
    text += (i == 0 ? "" : " ") + byte_name(cluster.next[i].byte);
  }
  return text;
}

std::string stop_table(const Bottleneck& bottleneck, const Bottleneck::Stop& stop) {
  const double share = ratio(stop.point.relevant_bits, bottleneck.information).value_or(0);
  std::string text = "  " + counted(stop.clusters.size(), "group") + " of the last " +
                     (bottleneck.order == 1 ? "byte" : std::to_string(bottleneck.order) + " bytes") + ": " +
                     fixed(stop.point.kept_bits, 2) + " bits keep " + percent(share) + " of I(X;Y)\n";
  Table table({"    share", "then mostly", "after"});
  for (const Bottleneck::Cluster& cluster : stop.clusters) {
    table.add({percent(cluster.share), next_of(cluster), contexts_of(cluster)});
  }
  return text + table.text();
}

bool is_shown(const Bottleneck& bottleneck, std::size_t i, bool all) {
  if (all || i + 1 == bottleneck.stops.size()) return all || bottleneck.stops[i].clusters.size() <= 2 * kShownGroups;
  return bottleneck.stops[i].clusters.size() < 2 * kShownGroups &&
         bottleneck.stops[i + 1].clusters.size() >= 2 * kShownGroups;
}

std::string network_table(const NetworkBottleneck& network) {
  std::string text = "\nThe network as a bottleneck: its " + counted(network.units, "unit") + " on the first " +
                     counted(network.bytes, "byte") + ", by itself\n";
  Table table({"  units", "bits a unit", "bits of the state", "bits/byte", "more than whole", ""});
  const double whole = network.costs.front().bits_per_byte;
  for (const StateCost& cost : network.costs) {
    const bool as_it_is = cost.bits_a_unit == 0;
    table.add({std::to_string(cost.units), as_it_is ? "all" : std::to_string(cost.bits_a_unit),
               as_it_is ? "-" : fixed(cost.state_bits, 1), fixed(cost.bits_per_byte, 4),
               fixed(100 * (cost.bits_per_byte / whole - 1), 2) + " %", ""});
  }
  return text + table.text();
}

}  // namespace

std::string bottleneck_tables(const BottleneckReport& report, bool all) {
  std::string text = "\nThe information bottleneck: X the last bytes, Y the next one, bits of X that predict Y\n";
  Table table({"  last", "contexts", "rare ones", "H(X)", "I(X;Y)", "90 % of it", "95 %", "99 %", ""});
  for (const Bottleneck& b : report.of_bytes) {
    if (b.positions == 0) continue;
    table.add({std::to_string(b.order), grouped(b.contexts), percent(b.share_of_others), fixed(b.context_bits, 3),
               fixed(b.information, 3), bits_of(b.needs[0]), bits_of(b.needs[1]), bits_of(b.needs[2]), ""});
  }
  text += table.text();
  for (const Bottleneck& b : report.of_bytes) {
    for (std::size_t i = 0; i < b.stops.size(); ++i) {
      if (is_shown(b, i, all)) text += stop_table(b, b.stops[i]);
    }
  }
  if (!report.of_network.costs.empty()) text += network_table(report.of_network);
  return text;
}

}  // namespace pith::cli
