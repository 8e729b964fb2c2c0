"use strict";

/**
 * A figure: title, what it shows in a sentence, a plot that `draw(plot, width, height)` fills when it comes near the
 * window, whenever its width changes and for paper, and its numbers as a table.
 */
function figure({ title, text, height = 260, draw, columns, rows, key }) {
  const label = `${title}. ${text} The table below has its numbers.`;
  const plot = svg("svg", { class: "plot", role: "img", "aria-label": label });
  plot.style.height = `${height}px`;
  const caption = element("figcaption", "", element("h3", "", title), element("p", "", text));
  const result = element("figure", "", caption, plot);
  if (key) result.append(key);
  if (columns) result.append(tableDetails(columns, rows, title));
  let width = 0;
  const drawAt = (wanted) => {
    if (wanted === width || wanted === 0) return;
    width = wanted;
    plot.setAttribute("viewBox", `0 0 ${width} ${height}`);
    plot.replaceChildren();
    draw(plot, width, height);
  };
  const redraw = () => drawAt(plot.clientWidth);
  addEventListener("beforeprint", () => drawAt(PRINTED_WIDTH / 2));
  addEventListener("afterprint", redraw);
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    new ResizeObserver(redraw).observe(plot);
  }, { rootMargin: "50% 0px" });
  observer.observe(plot);
  return result;
}

const FRAME = { left: 58, right: 14, top: 10, bottom: 36 };

/** Axes with their titles; returns x and y, from values to pixels. */
function drawAxes(plot, width, height, { x, y, xTitle, yTitle }) {
  const inner = { width: width - FRAME.left - FRAME.right, height: height - FRAME.top - FRAME.bottom };
  const toX = (value) => FRAME.left + x.at(value) * inner.width;
  const toY = (value) => FRAME.top + (1 - y.at(value)) * inner.height;
  for (const value of y.ticks(5)) {
    const at = toY(value);
    plot.append(svg("line", { class: "grid", x1: FRAME.left, x2: width - FRAME.right, y1: at, y2: at }));
    plot.append(svg("text", { x: FRAME.left - 6, y: at + 4, "text-anchor": "end" }, tickLabel(value)));
  }
  const bottom = FRAME.top + inner.height;
  for (const value of x.ticks(Math.max(3, inner.width / 80))) {
    plot.append(svg("line", { class: "grid", x1: toX(value), x2: toX(value), y1: bottom, y2: bottom + 4 }));
    plot.append(svg("text", { x: toX(value), y: bottom + 16, "text-anchor": "middle" }, tickLabel(value)));
  }
  plot.append(svg("text", { x: FRAME.left + inner.width / 2, y: bottom + 32, "text-anchor": "middle" }, xTitle));
  const middle = FRAME.top + inner.height / 2;
  plot.append(svg("text", { transform: `translate(12 ${middle}) rotate(-90)`, "text-anchor": "middle" }, yTitle));
  return [toX, toY];
}

const lineClass = (one, i) => `series series-${i}${one.dashed ? " dashed" : ""}`;

/** The key of series: { name, dots, dashed }. */
function keyOf(series) {
  return element("ul", "key", ...series.map((one, i) => {
    const sample = svg("svg", { "aria-hidden": "true" });
    if (one.line) sample.append(svg("path", { class: lineClass(one, i), d: "M0 5H26" }));
    if (one.dots) sample.append(svg("circle", { class: `dot-${i}`, cx: 13, cy: 5, r: 3 }));
    return element("li", "", sample, one.name);
  }));
}

/** A path through the points, of those closer together than a fifth of a pixel the first. */
function linePath(points, toX, toY) {
  const parts = [];
  let lastX = -Infinity;
  for (const [x, y] of points) {
    const pixel = toX(x);
    if (pixel - lastX < 0.2) continue;
    lastX = pixel;
    parts.push(`${parts.length ? "L" : "M"}${pixel.toFixed(1)} ${toY(y).toFixed(1)}`);
  }
  return parts.join("");
}

/**
 * A figure of series over x: { name, points: [[x, y]...], line, dots, dashed, hollow(i) }. On a logarithmic axis,
 * points that are not above 0 are left out.
 */
function seriesFigure({ series, xTitle, yTitle, logX, logY, fromZero, ...rest }) {
  const drawn = series.map((one) => ({
    ...one,
    points: one.points.filter(([x, y]) => (!logX || x > 0) && (!logY || y > 0)),
  }));
  const extent = (axis) => {
    const values = drawn.flatMap((one) => one.points.map((point) => point[axis]));
    const wider = ([low, high], value) => [Math.min(low, value), Math.max(high, value)];
    return values.length ? values.reduce(wider, [values[0], values[0]]) : [1, 1];
  };
  const draw = (plot, width, height) => {
    const [lowX, highX] = extent(0);
    const [lowY, highY] = extent(1);
    const x = logX ? logScale(lowX, highX) : linearScale(lowX, highX);
    const y = logY ? logScale(lowY, highY) : linearScale(fromZero ? 0 : lowY, highY * 1.05);
    const [toX, toY] = drawAxes(plot, width, height, { x, y, xTitle, yTitle });
    drawn.forEach((one, i) => {
      if (one.line) {
        const path = linePath(one.points, toX, toY);
        plot.append(svg("path", { class: lineClass(one, i), d: path }));
      }
      if (!one.dots) return;
      one.points.forEach(([px, py], n) => {
        const className = `dot-${i}${one.hollow?.(n) ? " hollow" : ""}`;
        const dot = svg("circle", { class: className, cx: toX(px), cy: toY(py), r: 3 });
        dot.append(svg("title", {}, `${number(px)}: ${number(py)}`));
        plot.append(dot);
      });
    });
  };
  return figure({ draw, key: series.length > 1 ? keyOf(series) : null, ...rest });
}

/** A figure of horizontal bars: { name, value, label }. */
function barFigure({ bars, ...rest }) {
  const ROW = 24;
  const draw = (plot, width) => {
    const left = Math.min(150, width * 0.4);
    const most = Math.max(...bars.map((bar) => bar.value), 1e-9);
    bars.forEach((bar, i) => {
      const y = i * ROW;
      const length = Math.max(1, (bar.value / most) * (width - left - 60));
      plot.append(svg("text", { class: "name", x: left - 8, y: y + 16, "text-anchor": "end" }, bar.name));
      plot.append(svg("rect", { class: "bar", x: left, y: y + 4, width: length, height: ROW - 8 }));
      plot.append(svg("text", { class: "name", x: left + length + 6, y: y + 16 }, bar.label));
    });
  };
  return figure({ draw, height: bars.length * ROW + 4, ...rest });
}
