"use strict";

// What the scripts of the pages share.

const CONTROL_NAMES = { 0: "null", 9: "tab", 10: "line feed", 13: "carriage return", 27: "escape", 32: "space" };

const hexadecimal = (number, digits) => number.toString(16).toUpperCase().padStart(digits, "0");

/** As stand_in() of src/cli/formatting/utf8.h. */
function standIn(codePoint) {
  if (codePoint < 0x20) return String.fromCharCode(0x2400 + codePoint);
  if (codePoint === 0x7f) return "\u2421";
  const control = codePoint >= 0x80 && codePoint <= 0x9f;
  const direction = codePoint === 0x61c || codePoint === 0x200e || codePoint === 0x200f ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
  return control || direction ? "\u25af" : "";
}

/** `text` with stand-ins for what would act instead of appear. */
const shownText = (text) => [...text].map((c) => standIn(c.codePointAt(0)) || c).join("");

/** What a byte is called where it stands alone. */
function byteLabel(byte) {
  if (CONTROL_NAMES[byte]) return CONTROL_NAMES[byte];
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : hexadecimal(byte, 2);
}

function percent(probability) {
  const digits = probability >= 0.9995 ? 2 : probability >= 0.1 ? 1 : 2;
  return `${(100 * probability).toFixed(digits)}%`;
}

/** A new element with a class ("" = none) and children, which are elements or text. */
function element(name, className, ...children) {
  const result = document.createElement(name);
  if (className) result.className = className;
  result.append(...children);
  return result;
}
