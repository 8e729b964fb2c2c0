"use strict";

const BLOCK_CHARACTERS = 700; // a block ends with the line in which it gets so long
const LONGEST_BLOCK = 4000;
const MARKED_STEP = 3; // kMarkedStep of src/cli/pages/surprisal_scale.h

/**
 * The coloured text. It is cut into blocks at line ends; only those near the window hold text, the others have the
 * height that they had or will have. In a block with text, units[u] is the character that UTF-16 unit u shows.
 */
class TextView {
  constructor(container, characters) {
    this.container = container;
    this.characters = characters;
    this.owners = new WeakMap(); // text node -> { block, start }
    this.blocks = this.cut();
    this.container.replaceChildren(...this.blocks.map((block) => block.element));
    this.estimateHeights();
    this.observer = new IntersectionObserver((entries) => this.onIntersect(entries), { rootMargin: "100% 0px" });
    for (const block of this.blocks) this.observer.observe(block.element);
    let width = container.clientWidth;
    new ResizeObserver(() => {
      if (container.clientWidth === width) return;
      width = container.clientWidth;
      this.estimateHeights();
    }).observe(container);
  }

  cut() {
    const { characters } = this;
    const blocks = [];
    for (let first = 0; first < characters.count;) {
      let end = Math.min(first + BLOCK_CHARACTERS, characters.count);
      const limit = Math.min(first + LONGEST_BLOCK, characters.count);
      while (end < limit && characters.bytes[characters.starts[end] - 1] !== 10) end++;
      const element = document.createElement("div");
      element.className = "block";
      element.dir = "auto";
      const block = { first, end, element, units: null, nodes: [] };
      element.block = block;
      blocks.push(block);
      first = end;
    }
    return blocks;
  }

  /** Gives the blocks without text the height that their lines should take. */
  estimateHeights() {
    const probe = document.createElement("span");
    probe.textContent = "0".repeat(50);
    this.container.append(probe);
    const columns = Math.max(1, Math.floor(this.container.clientWidth / (probe.getBoundingClientRect().width / 50)));
    const lineHeight = parseFloat(getComputedStyle(this.container).lineHeight);
    probe.remove();
    for (const block of this.blocks) {
      if (!block.units) block.element.style.height = `${this.countLines(block, columns) * lineHeight}px`;
    }
  }

  countLines(block, columns) {
    const { bytes, starts } = this.characters;
    const end = starts[block.end];
    let lines = 0;
    let column = 0;
    for (let at = starts[block.first]; at < end; at++) {
      const byte = bytes[at];
      if (byte === 10) {
        lines++;
        column = 0;
      } else if ((byte & 0xc0) !== 0x80) {
        column += byte >= 0xe3 ? 2 : 1; // East Asian, mostly
        if (column > columns) {
          lines++;
          column = 2; // about half a word goes to the next line
        }
      }
    }
    return lines + (column > 0 ? 1 : 0);
  }

  onIntersect(entries) {
    for (const entry of entries) {
      const { block } = entry.target;
      if (entry.isIntersecting) this.fill(block);
      else if (block.units) this.empty(block, entry.boundingClientRect.height);
    }
  }

  glyph(index, step) {
    const codePoint = this.characters.codePoint(index);
    const marked = step >= MARKED_STEP;
    if (codePoint < 0) return "\ufffd";
    if (codePoint === 10) return marked ? "\u21b5\n" : "\n";
    if (codePoint === 9) return marked ? "\u21e5\t" : "\t";
    if (codePoint === 13 && index + 1 < this.characters.count && this.characters.codePoint(index + 1) === 10) {
      return marked ? "\u21b5" : "";
    }
    return standIn(codePoint) || String.fromCodePoint(codePoint);
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
      let element = node;
      if (runStep > 0) {
        element = document.createElement("span");
        element.className = `s${runStep}`;
        element.append(node);
      }
      fragment.append(element);
      run = "";
    };
    for (let index = block.first; index < block.end; index++) {
      const step = this.characters.step(index);
      if (step !== runStep) flush();
      runStep = step;
      const shown = this.glyph(index, step);
      run += shown;
      for (let i = 0; i < shown.length; i++) units.push(index);
    }
    flush();
    block.units = units;
    block.element.style.height = "";
    block.element.replaceChildren(fragment);
  }

  empty(block, height) {
    block.element.style.height = `${height}px`;
    block.element.replaceChildren();
    block.units = null;
    block.nodes = [];
  }

  blockOf(index) {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].first <= index) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }

  /** A range over the characters [first, end) of one block, which gets its text if it had none. */
  range(first, end) {
    const block = this.blockOf(first);
    this.fill(block);
    const position = (index) => {
      let unit = 0;
      for (let high = block.units.length; unit < high;) {
        const middle = (unit + high) >> 1;
        if (block.units[middle] < index) unit = middle + 1;
        else high = middle;
      }
      let i = 0;
      for (let high = block.nodes.length - 1; i < high;) {
        const middle = (i + high + 1) >> 1;
        if (block.nodes[middle].start <= unit) i = middle;
        else high = middle - 1;
      }
      return [block.nodes[i].node, unit - block.nodes[i].start];
    };
    const range = document.createRange();
    range.setStart(...position(first));
    range.setEnd(...position(Math.min(end, block.end)));
    return range;
  }

  /** Where the characters are in the window: boxes, of a lone line feed one without width. */
  rects(first, end) {
    const all = [...this.range(first, end).getClientRects()].filter((rect) => rect.height > 0);
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
    const at = (y) => {
      let low = 0;
      let high = this.blocks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.blocks[middle].element.getBoundingClientRect().top <= y) low = middle;
        else high = middle - 1;
      }
      const block = this.blocks[low];
      const box = block.element.getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (y - box.top) / Math.max(1, box.height)));
      return Math.round(block.first + part * (block.end - block.first));
    };
    return this.blocks.length ? [at(top), at(innerHeight)] : [0, 0];
  }
}
