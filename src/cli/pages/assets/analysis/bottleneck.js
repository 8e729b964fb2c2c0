"use strict";

/** A context as a reader knows it: its bytes, with dots before those that stand for all rarer ones. */
const contextLabel = ({ bytes, others }) => `${others ? "\u2026" : ""}${bytes.map((byte) =>
  byte === 0x20 ? "\u2423" : byteLabel(byte)).join(bytes.some((byte) => CONTROL_NAMES[byte] && byte !== 0x20) ? " " : "")}`;

const orderName = (order) => (order === 1 ? "the last byte" : `the last ${order} bytes`);

/** I(T;Y) against I(X;T), of each order a curve from 0 to T = X. */
function curveFigure(orders) {
  const series = orders.map((o) => ({
    name: orderName(o.order),
    points: [[0, 0], ...o.curve.map((p) => [p.kept_bits, p.relevant_bits]), [o.context_bits, o.information]],
    line: true, dots: true, dashed: o.order === 2,
  }));
  return seriesFigure({
    title: "The information bottleneck",
    text: "What is known of the next byte by so many bits about the last ones. At the right everything is kept.",
    series, xTitle: "I(X;T): bits kept of the past", yTitle: "I(T;Y): bits about the next byte", fromZero: true,
    columns: [["last bytes"], ["beta"], ["groups"], ["I(X;T)"], ["I(T;Y)"]],
    rows: orders.flatMap((o) => o.curve.map((p) => [o.order, p.beta, p.clusters, p.kept_bits, p.relevant_bits])),
  });
}

function needsTable(orders) {
  const caption = "Bits of the past that keep what can be predicted";
  const columns = [["last bytes"], ["contexts"], ["H(X)"], ["I(X;Y)"],
    ...orders[0].needs.map((need) => [percent(need.share)])];
  const rows = orders.map((o) =>
    [o.order, o.contexts, o.context_bits, o.information, ...o.needs.map((need) => `${need.beyond ? "< " : ""}${number(need.bits)}`)]);
  return element("figure", "", element("figcaption", "", element("h3", "", caption),
    element("p", "", "X are the last bytes; groups of them that say so much of the next one need so many bits.")),
  table(columns, rows, caption));
}

function groupRows(group) {
  const contexts = group.contexts.map(contextLabel).join("  ");
  const more = group.members - group.contexts.length;
  return [percent(group.share), group.next.map((next) => byteLabel(next.byte)).join(" "),
    more > 0 ? `${contexts} and ${number(more)} more` : contexts];
}

function stopTables({ order, information, stops }) {
  const title = `Which of ${orderName(order)} fall together`;
  return element("figure", "", element("figcaption", "", element("h3", "", title)), ...stops.map((stop) => {
    const caption = `${number(stop.groups.length)} groups, ${number(stop.kept_bits)} bits: ` +
      `${percent(stop.relevant_bits / information)} of I(X;Y)`;
    return element("details", "", element("summary", "", caption),
      table([["share"], ["then mostly", "code"], ["after", "code"]], stop.groups.map(groupRows), caption));
  }));
}

function networkFigure({ units, bytes, costs }) {
  const whole = costs[0].bits_per_byte;
  const points = (kept) => costs.filter(kept).map((c) => [c.state_bits, c.bits_per_byte]);
  const fewer = (c) => c.bits_a_unit === 8;
  const series = [
    { name: "all units, 8 bits to 1", points: points((c) => c.bits_a_unit && c.units === units), line: true, dots: true },
    { name: "fewer units, 8 bits each", points: points(fewer), line: true, dots: true, dashed: true },
  ];
  return seriesFigure({
    title: "The network as a bottleneck",
    text: `What ${number(bytes)} bytes cost when its state is kept coarsely; ${whole.toFixed(4)} with all of it.`,
    series: series.map((one) => ({ ...one, points: one.points.sort((a, b) => a[0] - b[0]) })),
    xTitle: "bits of the state", yTitle: "bits/byte", logX: true,
    columns: [["units"], ["bits a unit"], ["bits of the state"], ["bits/byte"]],
    rows: costs.map((c) => [c.units, c.bits_a_unit ?? "all", c.state_bits ?? "-", c.bits_per_byte]),
  });
}

/** The figures of a text's bottleneck. */
function bottleneckFigures({ orders, network }) {
  const known = orders.filter((o) => o.positions > 0);
  if (known.length === 0) return [];
  const figures = [curveFigure(known), needsTable(known), ...known.filter((o) => o.stops.length > 0).map(stopTables)];
  if (network) figures.push(networkFigure(network));
  return figures;
}
