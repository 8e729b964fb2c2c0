"use strict";

/** "0.0123 (1.2%)", of a rare event "1 in 12,345". */
function probabilityText(probability) {
  if (probability < 0.001) return `1 in ${Number((1 / probability).toPrecision(3)).toLocaleString("en")}`;
  return `${probability.toPrecision(3)} (${percent(probability)})`;
}

/** Tells what the model made of one character: the one under the pointer, or the one that was chosen. */
class Inspector {
  /** `candidates` as in SurprisalView; `topEdge()` is where in the window the seen part of the text begins. */
  constructor(view, candidates, panel, topEdge, signal) {
    Object.assign(this, { view, characters: view.characters, candidates, panel, topEdge });
    this.index = -1;
    this.chosen = false;
    this.marks = new Marks(view);
    this.listen(signal);
  }

  listen(signal) {
    const { container } = this.view;
    let point = null;
    container.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      if (!point) requestAnimationFrame(() => { this.point(...point); point = null; });
      point = [event.clientX, event.clientY];
    }, { signal });
    container.addEventListener("pointerleave", () => { if (!this.chosen) this.hide(); }, { signal });
    container.addEventListener("click", (event) => {
      const index = this.view.characterAt(event.clientX, event.clientY);
      if (index >= 0) this.choose(index);
      else this.hide();
    }, { signal });
    container.addEventListener("keydown", (event) => this.onKey(event), { signal });
    addEventListener("scroll", () => { if (this.index >= 0) this.place(); }, { passive: true, signal });
  }

  point(x, y) {
    const index = this.view.characterAt(x, y);
    if (index === this.index) return;
    if (index >= 0) {
      this.chosen = false;
      this.show(index);
    } else if (!this.chosen) {
      this.hide();
    }
  }

  choose(index) {
    this.chosen = true;
    this.show(index);
  }

  onKey(event) {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") this.hide();
    if (!move || event.ctrlKey || event.altKey || event.metaKey || !this.characters.count) return;
    event.preventDefault();
    const top = this.topEdge();
    const next = this.index < 0 ? this.view.visible(top)[0] : this.index + move;
    this.choose(Math.min(Math.max(next, 0), this.characters.count - 1));
    const rect = this.view.rects(this.index, this.index + 1)[0];
    if (rect && (rect.top < top || rect.bottom > innerHeight)) this.view.goTo(this.index, top);
  }

  show(index) {
    this.index = index;
    this.panel.replaceChildren(...this.describe(index));
    this.panel.hidden = false;
    this.marks.set(index, index + 1, "mark");
    this.place();
  }

  hide() {
    this.index = -1;
    this.chosen = false;
    this.panel.hidden = true;
    this.marks.clear();
  }

  /** Puts the panel below the character, or above it where there is no room. */
  place() {
    const rect = this.view.rects(this.index, this.index + 1)[0];
    if (!rect) return;
    const { offsetWidth: width, offsetHeight: height } = this.panel;
    const below = rect.bottom + 8;
    const top = below + height > innerHeight ? Math.max(4, rect.top - height - 8) : below;
    const left = Math.min(Math.max(8, rect.left - 24), document.documentElement.clientWidth - width - 8);
    this.panel.style.left = `${left}px`;
    this.panel.style.top = `${top}px`;
  }

  describe(index) {
    const { characters } = this;
    const bits = characters.bits(index);
    const first = characters.starts[index];
    const end = characters.starts[index + 1];
    const parts = [
      element("h3", "", this.name(index)),
      element("p", "", `${bits.toFixed(2)} bits, probability ${probabilityText(2 ** -bits)}`),
    ];
    for (let at = first; at < end; at++) {
      const candidates = this.candidates.of(at);
      if (end - first > 1) {
        const title = `Byte ${at - first + 1} of ${end - first}: ${byteLabel(characters.bytes[at])}, ` +
          `${characters.byteBits(at).toFixed(2)} bits`;
        parts.push(element("h4", "", title));
      } else if (candidates.length) {
        // The model learns within a byte too, so that what came may have got another probability in the end.
        parts.push(element("h4", "", "Foreseen before its first bit"));
      }
      if (candidates.length) parts.push(this.bars(at, candidates));
    }
    return parts;
  }

  /** Whether the byte is a CR that stands for a line end CR LF, which is coded as the LF alone. */
  isLineEnd(at) {
    const { bytes } = this.characters;
    return bytes[at] === 13 && bytes[at + 1] === 10 && this.characters.byteBits(at + 1) === 0 &&
      this.candidates.of(at + 1).length === 0;
  }

  name(index) {
    if (this.isLineEnd(this.characters.starts[index])) return "line feed after a carriage return";
    const codePoint = this.characters.codePoint(index);
    if (codePoint < 0) return `Byte ${hexadecimal(this.characters.bytes[this.characters.starts[index]], 2)}, not UTF-8`;
    const name = CONTROL_NAMES[codePoint] ?? (standIn(codePoint) || String.fromCodePoint(codePoint));
    return `${name}  U+${hexadecimal(codePoint, 4)}`;
  }

  /** The candidates in the place of the byte, and the byte itself where it is none of them. */
  bars(at, candidates) {
    const byte = this.isLineEnd(at) ? 10 : this.characters.bytes[at];
    const rows = [...candidates];
    if (!rows.some((row) => row.byte === byte)) rows.push({ byte, probability: 2 ** -this.characters.byteBits(at) });
    const body = element("tbody", "");
    for (const row of rows) {
      const bar = element("div", "bar");
      bar.style.width = `${100 * row.probability}%`;
      const came = row.byte === byte;
      const number = row.probability < 0.0001 ? "< 0.01%" : percent(row.probability);
      body.append(element("tr", came ? "came" : "",
        element("th", "", byteLabel(row.byte) + (came ? " \u25c2" : "")),
        element("td", "", bar), element("td", "number", number)));
    }
    const table = element("table", "", body);
    table.setAttribute("aria-label", "The likeliest bytes here");
    return table;
  }
}
