"use strict";

/** The whole text as a string, U+FFFD for each byte that is not UTF-8, to search in. */
class SearchedText {
  constructor(characters) {
    const units = new Uint16Array(characters.bytes.length); // no character has more UTF-16 units than bytes
    this.lowSurrogates = []; // where they are, rising: units that begin no character
    let length = 0;
    for (let index = 0; index < characters.count; index++) {
      const codePoint = characters.codePoint(index);
      if (codePoint > 0xffff) {
        units[length++] = 0xd800 + ((codePoint - 0x10000) >> 10);
        this.lowSurrogates.push(length);
        units[length++] = 0xdc00 + (codePoint & 0x3ff);
      } else {
        units[length++] = codePoint < 0 ? 0xfffd : codePoint;
      }
    }
    this.string = new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, length));
  }

  /** The character that begins at a unit of the string. */
  characterOf(unit) {
    const { lowSurrogates: lows } = this;
    if (!lows.length || lows[0] > unit) return unit;
    return unit - 1 - lastAtMost(lows.length, unit, (i) => lows[i]);
  }

  /**
   * Where `words` occur, as characters: { starts, ends }, rising and without overlaps. Upper and lower case are the
   * same, and so are straight and curved quotation marks; a space stands for any white space, line ends too.
   */
  find(words) {
    const starts = [];
    const ends = [];
    if (words === "") return { starts, ends };
    const pattern = words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+")
      .replace(/['\u2018\u2019]/g, "['\u2018\u2019]").replace(/["\u201c\u201d]/g, "[\"\u201c\u201d]");
    const expression = new RegExp(pattern, "giu");
    for (let match = expression.exec(this.string); match; match = expression.exec(this.string)) {
      starts.push(this.characterOf(match.index));
      ends.push(this.characterOf(expression.lastIndex));
    }
    return { starts, ends };
  }
}
