"use strict";

/** A number for a reader, to about four digits. */
function number(value) {
  if (value === null) return "infinite";
  if (Number.isInteger(value)) return value.toLocaleString("en");
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return value.toExponential(2);
  return value.toLocaleString("en", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}

const MOST_ROWS = 3000;

/** A part of the page that scrolls by itself, with the keyboard too. */
function scrollArea(label, ...children) {
  const area = element("div", "scroll", ...children);
  area.tabIndex = 0;
  area.setAttribute("role", "group");
  area.setAttribute("aria-label", label);
  return area;
}

/** A table: columns are [heading, class of its cells], rows are arrays of text, numbers and elements. */
function table(columns, rows, caption) {
  const head = element("tr", "", ...columns.map(([heading, className]) => {
    const cell = element("th", className, heading);
    cell.scope = "col";
    return cell;
  }));
  const body = rows.slice(0, MOST_ROWS).map((row) => element("tr", "", ...row.map((value, i) =>
    element("td", columns[i][1], typeof value === "number" || value === null ? number(value) : value))));
  const result = element("table", "", element("thead", "", head), element("tbody", "", ...body));
  result.setAttribute("aria-label", caption);
  const scroll = scrollArea(`Table: ${caption}`, result);
  if (rows.length > MOST_ROWS) {
    scroll.append(`The first ${number(MOST_ROWS)} of ${number(rows.length)}; --json has all.`);
  }
  return scroll;
}

/** A closed element that makes its table when it is opened. */
function tableDetails(columns, rows, caption) {
  const details = element("details", "", element("summary", "", "Table"));
  details.addEventListener("toggle", () => {
    if (details.childElementCount === 1) details.append(table(columns, rows, caption));
  });
  return details;
}
