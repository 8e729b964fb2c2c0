"use strict";

/** The step of the colour scale for a value between `low` and `high`. */
const shade = (value, low, high) => `s${high > low ? Math.min(7, Math.floor((8 * (value - low)) / (high - low))) : 0}`;

/** The names without the folders that all of them are in. */
function withoutCommonFolder(names) {
  const folder = names.reduce((common, name) => {
    let end = 0;
    while (end < common.length && common[end] === name[end]) end++;
    return common.slice(0, end);
  });
  const length = folder.lastIndexOf("/") + 1;
  return names.map((name) => name.slice(length));
}

/** Cross-entropies of texts under each other's models: rows are models. */
function matrixSection({ names, bits_per_byte: matrix, nearest }) {
  const values = matrix.flat();
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shortNames = withoutCommonFolder(names).map(shownText);
  // Where there is little room, columns have their numbers alone.
  const label = (i) => [element("span", "ordinal", `${i + 1} `), element("span", "name", shortNames[i])];
  const heading = (scope, ...children) => {
    const cell = element("th", "", ...children);
    cell.scope = scope;
    return cell;
  };
  const columns = names.map((_, i) => heading("col", ...label(i)));
  const head = element("tr", "", heading("col", "model of \\ text"), ...columns);
  const rows = matrix.map((row, model) => element("tr", "", heading("row", ...label(model)), ...row.map((bits, text) =>
    element("td", `${shade(bits, low, high)}${model === text ? " own" : ""}`, bits.toFixed(3)))));
  const last = element("tr", "", heading("row", "nearest other text"),
    ...nearest.map((name) => element("td", "", ...label(names.indexOf(name)))));
  const result = element("table", "matrix", element("thead", "", head), element("tbody", "", ...rows, last));
  result.setAttribute("aria-label", "Cross-entropies, bits/byte");
  const section = element("section", "", element("h2", "", "Texts under each other's models"),
    element("p", "terms", "Cross-entropy in bits/byte: what a text, above, costs under a model learnt from another " +
      "half of the text at the left. The paler (in a dark theme: the darker) the better the model fits. Framed: a " +
      "text's own model."),
    scrollArea("Table: texts under each other's models", result));
  section.id = "matrix";
  return section;
}

/** A text compared with that of --against. */
function againstSection(other, comparisons) {
  const columns = [["text", "text"], ["H(p, q) of bytes"], ["D(p || q) of bytes"], ["smoothed D(p || q)"],
    ["smoothed D(q || p)"], ["Jensen-Shannon"], ["own model"], ["other's model"], ["divergence rate"],
    ["rate the other way"]];
  const rows = comparisons.map((c) => [shownText(c.name), c.text_by_other.cross_entropy, c.text_by_other.divergence,
    c.text_by_other.smoothed_divergence, c.other_by_text.smoothed_divergence, c.jensen_shannon,
    c.models.text_by_itself, c.models.text_by_other, c.models.divergence_rate_of_text,
    c.models.divergence_rate_of_other]);
  const barOf = (name, model, bits) => ({
    name: comparisons.length > 1 ? `${shownText(name).slice(-12)}, ${model}` : `model of ${model}`,
    value: bits,
    label: bits.toFixed(3),
  });
  const bars = comparisons.flatMap(({ name, models }) =>
    [barOf(name, "itself", models.text_by_itself), barOf(name, "the other", models.text_by_other)]);
  const title = `Compared with ${shownText(other)}`;
  const section = element("section", "", element("h2", "", title),
    element("p", "terms", "p are the bytes of the text, q those of the other, bits/byte. Infinite where q lacks a " +
      "byte of p; smoothed ones add one half to each count. Models are n-gram models of halves that they are not " +
      "tested with."),
    table(columns, rows, title),
    barFigure({ title: "Bits per byte under models", text: "Of the text itself and of the other.", bars }));
  section.id = "against";
  return section;
}
