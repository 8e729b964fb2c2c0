"use strict";

const REST = 40; // milliseconds without a key before a text is measured
const SIZE_REST = 700; // and before it is compressed
const REDRAW = 150; // between drawings of a text that is being measured

/** The typed text, measured by a worker and shown as it comes. */
class Reading {
  constructor(live, heavy) {
    Object.assign(this, { live, heavy });
    this.bytes = new Uint8Array();
    this.bits = new Float32Array();
    this.measured = 0;
    this.generation = 0;
    this.view = null;
    this.cached = new Map();
    this.drawn = 0;
    this.stepBounds = document.body.dataset.steps.split(" ").map(Number);
    live.onLive = (news) => this.take(news);
    byId("typed").addEventListener("input", () => this.schedule());
    // After the inspector has heard of it.
    const instead = () => setTimeout(() => this.tellInstead().catch(tellFault), 0);
    for (const event of ["click", "keydown"]) byId("text").addEventListener(event, instead);
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.measure(), REST);
  }

  /** Takes up the model and the level of the page. */
  async begin() {
    await this.live.call("begin", { model: Number(byId("model").value), level: Number(byId("level").value) });
    this.bytes = new Uint8Array();
    this.measured = 0;
    await this.measure();
  }

  async measure() {
    const bytes = new TextEncoder().encode(byId("typed").value);
    const generation = ++this.generation;
    this.bytes = bytes;
    const before = this.bits;
    this.bits = new Float32Array(bytes.length);
    this.bits.set(before.subarray(0, bytes.length));
    this.cached.clear();
    byId("bytes").textContent = bytes.length.toLocaleString("en");
    const { from } = await this.live.call("text", { bytes, generation });
    if (generation !== this.generation) return;
    this.measured = Math.min(from, bytes.length);
    if (this.measured === bytes.length) this.draw();
    this.scheduleSizes();
  }

  take({ live, from, bits }) {
    if (live !== this.generation) return;
    this.bits.set(bits.subarray(0, this.bits.length - from), from);
    this.measured = Math.max(this.measured, from + bits.length);
    const now = performance.now();
    if (this.measured === this.bytes.length || now - this.drawn > REDRAW) this.draw();
  }

  draw() {
    this.drawn = performance.now();
    const bytes = this.bytes.subarray(0, this.measured);
    const quanta = new Uint16Array(bytes.length);
    let sum = 0;
    let before = 0;
    for (let i = 0; i < bytes.length; i++) {
      sum += this.bits[i];
      const next = Math.round(256 * sum);
      quanta[i] = Math.min(65535, next - before);
      before = next;
    }
    this.view?.close();
    byId("inspector").hidden = true;
    byId("instead").textContent = "";
    byId("text").replaceChildren();
    const characters = new Characters(bytes, quanta, this.stepBounds);
    this.view = new SurprisalView(characters, { of: (at) => this.candidates(at) });
    byId("bits-per-char").textContent = characters.count ? (sum / characters.count).toFixed(3) : "\u2013";
    byId("characters").textContent = characters.count.toLocaleString("en");
  }

  /** The likeliest bytes at a place, as far as they are known; else they are asked for, and shown when they come. */
  candidates(position) {
    const known = this.cached.get(position);
    if (known) return known;
    this.cached.set(position, []);
    const { generation, view } = this;
    this.live.call("candidates", { position, most: 6 }).then((list) => {
      if (generation !== this.generation) return;
      this.cached.set(position, list);
      if (view === this.view && view.inspector.index >= 0) view.inspector.show(view.inspector.index);
    }).catch(tellFault);
    return [];
  }

  /** Words that might have come in the place of the character that is chosen. */
  async tellInstead() {
    const { view } = this;
    if (!view || view.inspector.index < 0) return;
    const position = view.characters.starts[view.inspector.index];
    const words = await this.live.call("continuations", { position, most: 5 });
    const parts = words.flatMap(({ probability, text }, i) =>
      [i ? ", " : "", element("b", "", shownText(text.trimEnd()) || "\u2423"), ` ${percent(probability)}`]);
    byId("instead").replaceChildren("Here might have come: ", ...parts);
  }

  scheduleSizes() {
    clearTimeout(this.sizeTimer);
    for (const id of ["pith-size", "gzip-size"]) byId(id).textContent = "\u2013";
    if (this.bytes.length) this.sizeTimer = setTimeout(() => this.tellSizes().catch(tellFault), SIZE_REST);
  }

  async tellSizes() {
    const { bytes, generation } = this;
    const zipping = new Blob([bytes]).stream().pipeThrough(new globalThis.CompressionStream("gzip"));
    const zipped = await new Response(zipping).arrayBuffer();
    if (generation !== this.generation) return;
    byId("gzip-size").textContent = sizeText(zipped.byteLength);
    const archive = await this.heavy.call("compress",
      { model: Number(byId("model").value), level: Number(byId("level").value), bytes });
    if (generation === this.generation) byId("pith-size").textContent = sizeText(archive.length);
  }
}
