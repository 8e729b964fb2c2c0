"use strict";

const MOST_PRINTED = 1_000_000; // characters, about a thousand sheets

/**
 * The coloured text. It is cut into blocks; only those near the window hold text, the others have the height that they
 * had or will have. In a block with text, units[u] is the character that UTF-16 unit u shows.
 */
class TextView {
  constructor(container, characters, signal) {
    this.container = container;
    this.characters = characters;
    this.owners = new WeakMap(); // text node -> { block, start }
    this.followers = []; // what draws over the text: { filled(block), emptied(block), resized() }
    this.blocks = cutIntoBlocks(characters);
    for (const block of this.blocks) this.prepare(block);
    this.container.replaceChildren(...this.blocks.map((block) => block.element));
    this.estimateHeights();
    const observer = new IntersectionObserver((entries) => this.onIntersect(entries), { rootMargin: "100% 0px" });
    for (const block of this.blocks) observer.observe(block.element);
    this.width = container.clientWidth;
    const sizes = new ResizeObserver(() => this.onResize());
    sizes.observe(container);
    signal.addEventListener("abort", () => { observer.disconnect(); sizes.disconnect(); });
    addEventListener("beforeprint", () => this.fillAll(), { signal });
    addEventListener("afterprint", () => this.emptyAgain(), { signal });
  }

  prepare(block) {
    block.element = element("div", "block");
    block.element.dir = "auto";
    block.element.block = block;
    block.units = null;
    block.nodes = [];
  }

  onResize() {
    if (this.container.clientWidth === this.width) return;
    this.width = this.container.clientWidth;
    this.estimateHeights();
    for (const follower of this.followers) follower.resized?.();
  }

  /** Gives the blocks without text the height that their lines should take. */
  estimateHeights() {
    const probe = element("span", "", "0".repeat(50));
    this.container.append(probe);
    const columns = Math.max(1, Math.floor(this.container.clientWidth / (probe.getBoundingClientRect().width / 50)));
    const lineHeight = parseFloat(getComputedStyle(this.container).lineHeight);
    probe.remove();
    for (const block of this.blocks) {
      if (block.units) continue;
      block.element.style.height = `${countLines(this.characters, block, columns) * lineHeight}px`;
    }
  }

  onIntersect(entries) {
    for (const entry of entries) {
      const { block } = entry.target;
      if (entry.isIntersecting) this.fill(block);
      else if (block.units) this.empty(block, `${entry.boundingClientRect.height}px`);
    }
  }

  fill(block) {
    if (block.units) return;
    const fragment = document.createDocumentFragment();
    const units = [];
    let run = "";
    let runStep = 0;
    const flush = () => {
      if (run === "") return;
      const node = document.createTextNode(run);
      const start = units.length - run.length;
      this.owners.set(node, { block, start });
      block.nodes.push({ node, start });
      fragment.append(runStep > 0 ? element("span", `s${runStep}`, node) : node);
      run = "";
    };
    for (let index = block.first; index < block.end; index++) {
      const step = this.characters.step(index);
      if (step !== runStep) flush();
      runStep = step;
      const shown = this.characters.glyph(index, step >= MARKED_STEP);
      run += shown;
      for (let i = 0; i < shown.length; i++) units.push(index);
    }
    flush();
    block.units = units;
    block.element.style.height = "";
    block.element.replaceChildren(fragment);
    for (const follower of this.followers) follower.filled?.(block);
  }

  empty(block, height) {
    for (const follower of this.followers) follower.emptied?.(block);
    block.element.style.height = height;
    block.element.replaceChildren();
    block.units = null;
    block.nodes = [];
  }

  /** For paper, which has no window to be near. Where it stops before the end it says so. */
  fillAll() {
    this.filledForPrint = [];
    for (const block of this.blocks) {
      block.element.hidden = block.first >= MOST_PRINTED;
      if (block.units || block.element.hidden) continue;
      this.filledForPrint.push([block, block.element.style.height]);
      this.fill(block);
    }
    const { count } = this.characters;
    if (count <= MOST_PRINTED) return;
    const parts = [MOST_PRINTED, count].map((size) => size.toLocaleString("en"));
    const words = `Here ends what is printed: about ${parts[0]} of ${parts[1]} characters.`;
    this.printNote = element("p", "print-note", words);
    this.container.after(this.printNote);
  }

  emptyAgain() {
    for (const [block, height] of this.filledForPrint ?? []) this.empty(block, height);
    this.filledForPrint = null;
    for (const block of this.blocks) block.element.hidden = false;
    this.printNote?.remove();
  }

  blockOf(index) { return this.blocks[lastAtMost(this.blocks.length, index, (i) => this.blocks[i].first)]; }

  /** A range over the characters [first, end) that a block with text shows, as far as they are in it. */
  rangeIn(block, first, end) {
    const position = (index) => {
      const { nodes, units } = block;
      let unit = 0;
      for (let high = units.length; unit < high;) {
        const middle = (unit + high) >> 1;
        if (units[middle] < index) unit = middle + 1;
        else high = middle;
      }
      const { node, start } = nodes[lastAtMost(nodes.length, unit, (i) => nodes[i].start)];
      return [node, unit - start];
    };
    const range = document.createRange();
    range.setStart(...position(Math.max(first, block.first)));
    range.setEnd(...position(Math.min(end, block.end)));
    return range;
  }

  /** Where the characters, of one block, are in the window: boxes, of a lone line feed one without width. */
  rects(first, end) {
    const block = this.blockOf(first);
    this.fill(block);
    if (!block.nodes.length) return []; // a lone CR before a line feed shows nothing
    const all = [...this.rangeIn(block, first, end).getClientRects()].filter((rect) => rect.height > 0);
    const wide = all.filter((rect) => rect.width > 0);
    return wide.length ? wide : all;
  }

  /** The character under a point of the window, or -1. */
  characterAt(x, y) {
    let node;
    let offset;
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      [node, offset] = [caret?.offsetNode, caret?.offset];
    } else {
      const caret = document.caretRangeFromPoint(x, y);
      [node, offset] = [caret?.startContainer, caret?.startOffset];
    }
    const owner = node && this.owners.get(node);
    if (!owner || !owner.block.units) return -1;
    const unit = owner.start + offset;
    for (const candidate of [owner.block.units[unit], owner.block.units[unit - 1]]) {
      if (candidate !== undefined && this.covers(candidate, x, y)) return candidate;
    }
    return -1;
  }

  covers(index, x, y) {
    return this.rects(index, index + 1).some((rect) => {
      const right = rect.width > 0 ? rect.right : rect.left + 9; // a line feed has no width
      return x >= rect.left && x < right && y >= rect.top - 4 && y < rect.bottom + 4;
    });
  }

  /** Scrolls so that `index` stands a third down the part of the window below `top` pixels. */
  goTo(index, top) {
    const place = () => {
      const rect = this.rects(index, index + 1)[0] ?? this.blockOf(index).element.getBoundingClientRect();
      const target = top + (innerHeight - top) / 3;
      if (Math.abs(rect.top - target) > 2) scrollBy({ top: rect.top - target, behavior: "instant" });
    };
    place();
    // The blocks around it get their text, and height, in the next frames.
    requestAnimationFrame(() => requestAnimationFrame(place));
  }

  /** [first, end) of the characters in the window below `top` pixels, near enough. */
  visible(top) {
    const { blocks } = this;
    const at = (y) => {
      const block = blocks[lastAtMost(blocks.length, y, (i) => blocks[i].element.getBoundingClientRect().top)];
      const box = block.element.getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (y - box.top) / Math.max(1, box.height)));
      return Math.round(block.first + part * (block.end - block.first));
    };
    return blocks.length ? [at(top), at(innerHeight)] : [0, 0];
  }
}
