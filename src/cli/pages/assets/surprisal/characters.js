"use strict";

const MARKED_STEP = 3; // kMarkedStep of src/cli/pages/surprisal_scale.h

/** As utf8_length() of src/cli/formatting/utf8.h: 0 where `bytes` are not UTF-8 at `at`. */
function utf8Length(bytes, at) {
  const lead = bytes[at];
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1];
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const beyond = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}

/** The text as characters: code points, and single bytes where it is not UTF-8. Indices are characters. */
class Characters {
  constructor(bytes, quanta, stepBounds) {
    this.bytes = bytes;
    this.quanta = quanta;
    this.stepBounds = stepBounds;
    const starts = new Uint32Array(bytes.length + 1);
    this.quantaBefore = new Float64Array(bytes.length + 1);
    let count = 0;
    let sum = 0;
    for (let at = 0; at < bytes.length; count++) {
      starts[count] = at;
      const end = at + (bytes[at] < 0x80 ? 1 : utf8Length(bytes, at) || 1);
      for (; at < end; at++) sum += quanta[at];
      this.quantaBefore[count + 1] = sum;
    }
    starts[count] = bytes.length;
    this.starts = starts;
    this.count = count;
  }

  bits(index) { return (this.quantaBefore[index + 1] - this.quantaBefore[index]) / 256; }

  byteBits(byteIndex) { return this.quanta[byteIndex] / 256; }

  /** Bits per character of [first, end). */
  average(first, end) {
    return end > first ? (this.quantaBefore[end] - this.quantaBefore[first]) / 256 / (end - first) : 0;
  }

  step(index) {
    const bits = this.bits(index);
    let step = 0;
    while (step + 1 < this.stepBounds.length && bits >= this.stepBounds[step + 1]) step++;
    return step;
  }

  /** -1 for a byte that is not UTF-8. */
  codePoint(index) {
    const { bytes, starts } = this;
    const at = starts[index];
    const length = starts[index + 1] - at;
    if (length === 1) return bytes[at] < 0x80 ? bytes[at] : -1;
    let value = bytes[at] & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) value = (value << 6) | (bytes[at + i] & 0x3f);
    return value;
  }

  /** What is shown of a character; white space and the end of a line have a mark where they are surprising. */
  glyph(index, marked) {
    const codePoint = this.codePoint(index);
    if (codePoint < 0) return "\ufffd";
    if (codePoint === 10) return marked ? "\u21b5\n" : "\n";
    if (codePoint === 9) return marked ? "\u21e5\t" : "\t";
    if (codePoint === 13 && index + 1 < this.count && this.codePoint(index + 1) === 10) return marked ? "\u21b5" : "";
    return standIn(codePoint) || String.fromCodePoint(codePoint);
  }
}
