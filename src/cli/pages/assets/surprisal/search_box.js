"use strict";

const TYPING_PAUSE = 120; // milliseconds without a key before the words are searched for

/**
 * Searches the whole text, of which the document has only what is seen, so that the browser's own search would miss the
 * rest. `moved(starts)` is called with the places of what was found, `goTo(first, length)` brings one into the window.
 */
class SearchBox {
  constructor(view, { goTo, moved, topEdge }, signal) {
    Object.assign(this, { view, goTo, moved, topEdge });
    this.words = document.getElementById("search-words");
    this.count = document.getElementById("search-count");
    this.buttons = { "-1": document.getElementById("search-previous"), 1: document.getElementById("search-next") };
    this.text = null;
    this.found = { starts: [], ends: [] };
    this.current = -1;
    this.timer = 0;
    this.highlights = new FoundHighlights(view, () => this.found, signal);
    this.listen(signal);
    this.tell();
  }

  listen(signal) {
    const on = (target, type, action) => target.addEventListener(type, action, { signal });
    on(this.words, "input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), TYPING_PAUSE);
    });
    on(this.words, "keydown", (event) => this.onKey(event));
    on(document, "keydown", (event) => this.onKeyAnywhere(event));
    for (const step of [-1, 1]) on(this.buttons[step], "click", () => this.move(step));
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.move(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** Control or Command with F comes here, a second time to the browser; "/", F3 and Control with G as elsewhere. */
  onKeyAnywhere(event) {
    const inBox = event.target === this.words;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    const typing = event.target.matches?.("input, select, textarea");
    const search = command && !event.shiftKey && key === "f" && !inBox;
    if (search || (key === "/" && !command && !event.altKey && !typing)) {
      this.words.focus();
      this.words.select();
    } else if (this.words.value !== "" && (event.key === "F3" || (command && key === "g"))) {
      this.move(event.shiftKey ? -1 : 1);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Searches for what stands in the box, and goes to the first place from where the reader is. */
  search() {
    clearTimeout(this.timer);
    this.timer = 0;
    const here = this.current >= 0 ? this.found.starts[this.current] : this.view.visible(this.topEdge())[0];
    this.text ??= new SearchedText(this.view.characters);
    this.found = this.text.find(this.words.value);
    const { starts } = this.found;
    this.current = starts.length ? lastAtMost(starts.length, here, (i) => starts[i]) : -1;
    if (starts.length && starts[this.current] < here) this.current = (this.current + 1) % starts.length;
    this.highlights.draw();
    this.moved(starts);
    this.show();
  }

  move(step) {
    if (this.timer) {
      this.search();
      return;
    }
    const { length } = this.found.starts;
    if (!length) return;
    this.current = (this.current + step + length) % length;
    this.show();
  }

  show() {
    this.tell();
    if (this.current < 0) return;
    const first = this.found.starts[this.current];
    this.goTo(first, this.found.ends[this.current] - first);
  }

  tell() {
    const { length } = this.found.starts;
    const place = `${(this.current + 1).toLocaleString("en")} of ${length.toLocaleString("en")}`;
    this.count.value = this.words.value === "" ? "" : length ? place : "not found";
    for (const button of Object.values(this.buttons)) button.disabled = length === 0;
  }

  close() {
    this.words.value = "";
    this.current = -1;
    this.search();
    this.view.container.focus({ preventScroll: true });
  }
}

/** Underlines all that was found, in the blocks that have their text, where the browser can without new elements. */
class FoundHighlights {
  /** `found()` is { starts, ends }. */
  constructor(view, found, signal) {
    this.view = view;
    this.found = found;
    if (!window.Highlight || !CSS.highlights) return;
    this.highlight = new window.Highlight();
    this.ranges = new Map(); // block -> ranges
    CSS.highlights.set("found", this.highlight);
    view.followers.push({ filled: (block) => this.add(block), emptied: (block) => this.remove(block) });
    signal.addEventListener("abort", () => CSS.highlights.delete("found"));
  }

  draw() {
    if (!this.highlight) return;
    this.highlight.clear();
    this.ranges.clear();
    for (const block of this.view.blocks) if (block.units) this.add(block);
  }

  add(block) {
    const { starts, ends } = this.found();
    const ranges = [];
    if (!starts.length || !block.nodes.length) return;
    const begin = lastAtMost(ends.length, block.first, (i) => ends[i]);
    for (let i = begin; i < starts.length && starts[i] < block.end; i++) {
      if (ends[i] > block.first) ranges.push(this.view.rangeIn(block, starts[i], ends[i]));
    }
    for (const range of ranges) this.highlight.add(range);
    this.ranges.set(block, ranges);
  }

  remove(block) {
    for (const range of this.ranges.get(block) ?? []) this.highlight.delete(range);
    this.ranges.delete(block);
  }
}
