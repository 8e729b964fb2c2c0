"use strict";

const MARGIN = { left: 46, right: 40, top: 8, bottom: 30 };

/** The running average of bits per character, over the part [first, end) of the text. */
class Curve {
  constructor(plot, characters, goTo, signal) {
    Object.assign(this, { plot, characters, goTo });
    this.first = 0;
    this.end = characters.count;
    this.window = 0;
    this.marker = -1;
    this.seen = [0, 0];
    this.found = [];
    this.selection = null;
    this.strips = {};
    for (const name of ["seen", "selection", "marker"]) this.strips[name] = document.getElementById(name);
    this.output = document.getElementById("curve-value");
    this.offerWindows(signal);
    this.listen(signal);
    const sizes = new ResizeObserver(() => this.draw());
    sizes.observe(plot);
    signal.addEventListener("abort", () => sizes.disconnect());
    addEventListener("beforeprint", () => { if (this.innerWidth) this.draw(PRINTED_WIDTH); }, { signal });
    addEventListener("afterprint", () => this.draw(), { signal });
  }

  offerWindows(signal) {
    const select = document.getElementById("window");
    select.replaceChildren();
    for (const size of [50, 200, 1000, 5000, 20000]) {
      if (size < this.characters.count || size === 50) select.add(new Option(size.toLocaleString("en"), size));
    }
    const wanted = this.characters.count / 150;
    const options = [...select.options];
    const fitting = options.find((option) => Number(option.value) >= wanted) ?? options[options.length - 1];
    fitting.selected = true;
    this.window = Number(fitting.value);
    select.addEventListener("change", () => {
      this.window = Number(select.value);
      this.draw();
    }, { signal });
  }

  listen(signal) {
    const on = (target, type, action) => target.addEventListener(type, action, { signal });
    on(this.plot, "pointerdown", (event) => this.press(event));
    on(this.plot, "pointermove", (event) => {
      this.marker = this.positionAt(event);
      if (this.selection) this.selection[1] = this.marker;
      this.drawOverlay();
    });
    on(this.plot, "pointerup", () => this.release());
    on(this.plot, "pointercancel", () => { this.selection = null; this.drawOverlay(); });
    on(this.plot, "pointerleave", () => { this.marker = -1; this.drawOverlay(); });
    on(this.plot, "keydown", (event) => this.onKey(event));
    on(document.getElementById("zoom-in"), "click", () => this.zoom(0.5));
    on(document.getElementById("zoom-out"), "click", () => this.zoom(2));
    on(document.getElementById("zoom-all"), "click", () => this.show(0, this.characters.count));
  }

  press(event) {
    if (event.button !== 0 || !this.characters.count) return;
    this.plot.setPointerCapture(event.pointerId);
    this.selection = [this.positionAt(event), this.positionAt(event)];
  }

  release() {
    if (!this.selection) return;
    const [from, to] = this.selection.sort((a, b) => a - b);
    this.selection = null;
    // A short stroke is a click.
    if (this.x(to) - this.x(from) < 6) this.goTo(from);
    else this.show(from, to);
  }

  onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = Math.max(1, Math.round((this.end - this.first) / 100));
    const middle = Math.round((this.first + this.end) / 2);
    const from = this.marker < 0 ? middle : this.marker;
    const actions = {
      ArrowLeft: () => this.moveMarker(from - step),
      ArrowRight: () => this.moveMarker(from + step),
      Home: () => this.moveMarker(this.first),
      End: () => this.moveMarker(this.end - 1),
      Enter: () => this.goTo(from),
      "+": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      0: () => this.show(0, this.characters.count),
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  moveMarker(index) {
    this.marker = Math.min(Math.max(index, this.first), Math.max(this.first, this.end - 1));
    this.drawOverlay();
  }

  zoom(factor) {
    const length = Math.max(40, (this.end - this.first) * factor);
    const centre = this.marker >= 0 ? this.marker : (this.first + this.end) / 2;
    this.show(Math.round(centre - length / 2), Math.round(centre + length / 2));
  }

  show(first, end) {
    const { count } = this.characters;
    const length = Math.min(Math.max(end - first, 40), count);
    this.first = Math.min(Math.max(0, first), count - length);
    this.end = this.first + length;
    this.draw();
  }

  /** Of the `window` characters around `index`. */
  average(index) {
    const { count } = this.characters;
    const length = Math.min(this.window, count);
    const first = Math.min(Math.max(0, index - (length >> 1)), count - length);
    return this.characters.average(first, first + length);
  }

  x(index) {
    return MARGIN.left + ((index - this.first) / Math.max(1, this.end - this.first)) * this.innerWidth;
  }

  y(bits) {
    return MARGIN.top + (1 - (bits - this.bottom) / (this.top - this.bottom)) * this.innerHeight;
  }

  positionAt(event) {
    const x = event.clientX - this.plot.getBoundingClientRect().left - MARGIN.left;
    const index = Math.round(this.first + (x / this.innerWidth) * (this.end - this.first));
    return Math.min(Math.max(index, this.first), Math.max(this.first, this.end - 1));
  }

  /** At its width in the window, or at another with the height that it had. */
  draw(width) {
    const { plot, characters } = this;
    if (!width) [width, this.height] = [plot.clientWidth, plot.clientHeight];
    plot.setAttribute("viewBox", `0 0 ${width} ${this.height}`);
    this.innerWidth = Math.max(10, width - MARGIN.left - MARGIN.right);
    this.innerHeight = Math.max(10, this.height - MARGIN.top - MARGIN.bottom);
    const points = [];
    for (let x = 0; x <= this.innerWidth; x++) {
      const index = this.first + (x / this.innerWidth) * (this.end - this.first);
      points.push(this.average(Math.min(Math.round(index), Math.max(0, characters.count - 1))));
    }
    const mean = characters.average(0, characters.count);
    const low = Math.min(...points, mean);
    const high = Math.max(...points, mean, low + 0.1);
    this.bottom = Math.max(0, low - (high - low) / 4);
    this.top = high + (high - low) / 8;
    plot.replaceChildren(...this.axes(), this.curve(points), ...this.meanLine(mean), this.foundTicks());
    this.drawOverlay();
  }

  axes() {
    const parts = [];
    const bottom = MARGIN.top + this.innerHeight;
    for (const bits of ticks(this.bottom, this.top, 4)) {
      const y = this.y(bits);
      parts.push(svg("line", { class: "grid", x1: MARGIN.left, x2: MARGIN.left + this.innerWidth, y1: y, y2: y }));
      parts.push(svg("text", { x: MARGIN.left - 6, y: y + 4, "text-anchor": "end" }, String(bits)));
    }
    for (const index of ticks(this.first, this.end, Math.max(3, this.innerWidth / 110))) {
      const place = { x: this.x(index), y: bottom + 14, "text-anchor": "middle" };
      parts.push(svg("text", place, index.toLocaleString("en")));
    }
    const middle = MARGIN.top + this.innerHeight / 2;
    parts.push(svg("text", { transform: `translate(12 ${middle}) rotate(-90)`, "text-anchor": "middle" }, "bits/char"));
    parts.push(svg("text", { x: MARGIN.left + this.innerWidth / 2, y: bottom + 27, "text-anchor": "middle" },
      "position in the text, characters"));
    return parts;
  }

  curve(points) {
    const path = points.map((bits, i) => `${i ? "L" : "M"}${MARGIN.left + i} ${this.y(bits).toFixed(1)}`).join("");
    return svg("path", { class: "curve", d: path });
  }

  /** The mean of the whole text: a line, and its label beside the plot, where no curve is. */
  meanLine(mean) {
    const y = this.y(mean);
    const right = MARGIN.left + this.innerWidth;
    return [
      svg("line", { class: "mean", x1: MARGIN.left, x2: right, y1: y, y2: y }),
      svg("text", { class: "mean-label", x: right + 5, y: y - 2 }, "mean"),
      svg("text", { class: "mean-label", x: right + 5, y: y + 10 }, mean.toFixed(2)),
    ];
  }

  /** Shows where in the text the characters of `found` are, rising numbers. */
  setFound(found) {
    this.found = found;
    if (this.innerWidth) this.plot.querySelector(".found").replaceWith(this.foundTicks());
  }

  /** A tick at the bottom of each pixel in which something was found. */
  foundTicks() {
    const bottom = MARGIN.top + this.innerHeight;
    const parts = [];
    let last = -1;
    for (const index of this.found) {
      const x = Math.floor(this.x(index));
      if (x === last || index < this.first || index >= this.end) continue;
      last = x;
      parts.push(`M${x + 0.5} ${bottom - 6}V${bottom}`);
    }
    return svg("path", { class: "found", d: parts.join("") });
  }

  /** Puts a strip over [from, to), as far as it is in the plot. The plot itself need not be painted again. */
  placeStrip(strip, from, to) {
    const left = Math.max(this.x(from), MARGIN.left);
    const right = Math.min(this.x(to), MARGIN.left + this.innerWidth);
    strip.hidden = right < MARGIN.left || left > MARGIN.left + this.innerWidth;
    strip.style.transform = `translateX(${left}px)`;
    strip.style.width = `${Math.max(2, right - left)}px`;
  }

  /** What moves: the marker and what it says, the part in the window, a part being selected. */
  drawOverlay() {
    if (!this.innerWidth) return;
    this.setSeen(...this.seen);
    const selection = this.selection ?? [this.end + 1, this.end + 1];
    this.placeStrip(this.strips.selection, Math.min(...selection), Math.max(...selection));
    this.strips.selection.hidden ||= !this.selection;
    const marked = this.marker >= 0 && this.characters.count > 0;
    this.placeStrip(this.strips.marker, this.marker, this.marker);
    this.strips.marker.hidden ||= !marked;
    const place = this.marker.toLocaleString("en");
    this.output.value = marked ? `${this.average(this.marker).toFixed(2)} bits/char at ${place}` : "";
  }

  setSeen(first, end) {
    this.seen = [first, end];
    if (this.innerWidth) this.placeStrip(this.strips.seen, first, end);
  }
}
