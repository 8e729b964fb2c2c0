"use strict";

const BLOCK_CHARACTERS = 700; // a block ends with the line in which it gets so long
const LONGEST_BLOCK = 4000;

/** The text cut into blocks of characters [first, end), at line ends where they come soon enough. */
function cutIntoBlocks({ bytes, starts, count }) {
  const blocks = [];
  for (let first = 0; first < count;) {
    let end = Math.min(first + BLOCK_CHARACTERS, count);
    const limit = Math.min(first + LONGEST_BLOCK, count);
    while (end < limit && bytes[starts[end] - 1] !== 10) end++;
    blocks.push({ first, end });
    first = end;
  }
  return blocks;
}

/** About how many lines of `columns` a block takes. */
function countLines({ bytes, starts }, block, columns) {
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

/** The last index below `count` whose key is at most `value`, or 0. REQUIRES: keys rise with the index. */
function lastAtMost(count, value, keyOf) {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (keyOf(middle) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
