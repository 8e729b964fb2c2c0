"use strict";

/** Boxes of which those that touch in a line, as runs of one colour do, are one. */
function joined(boxes) {
  const result = [];
  for (const { left, top, right, bottom } of boxes) {
    const last = result[result.length - 1];
    if (last && Math.abs(last.top - top) < 1 && Math.abs(last.right - left) < 1) last.right = right;
    else result.push({ left, top, right, bottom });
  }
  return result;
}

/** Boxes around a stretch of the text, drawn anew whenever a block of it gets its text or another width. */
class Marks {
  constructor(view) {
    this.view = view;
    this.stretch = null; // { first, end, className }
    this.boxes = [];
    view.followers.push({ filled: (block) => this.draw(block), resized: () => this.drawAll() });
  }

  /** Marks the characters [first, end) and no others. */
  set(first, end, className) {
    this.stretch = { first, end, className };
    this.drawAll();
  }

  clear() {
    this.stretch = null;
    this.drawAll();
  }

  drawAll() {
    for (const box of this.boxes) box.remove();
    this.boxes = [];
    if (!this.stretch) return;
    const { first, end } = this.stretch;
    for (let index = first; index < end;) {
      const block = this.view.blockOf(index);
      if (block.units) this.draw(block);
      index = block.end;
    }
  }

  draw(block) {
    if (!this.stretch || this.stretch.first >= block.end || this.stretch.end <= block.first) return;
    const origin = block.element.getBoundingClientRect();
    const { first, end, className } = this.stretch;
    for (const rect of joined(this.view.rects(Math.max(first, block.first), Math.min(end, block.end)))) {
      const box = element("div", className);
      box.style.cssText = `left:${rect.left - origin.left}px;top:${rect.top - origin.top}px;` +
        `width:${Math.max(rect.right - rect.left, 6)}px;height:${rect.bottom - rect.top}px`;
      block.element.append(box);
      this.boxes.push(box);
    }
  }
}
