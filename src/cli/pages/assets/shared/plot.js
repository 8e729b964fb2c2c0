"use strict";

const PRINTED_WIDTH = 718; // pixels: A4 between the margins that browsers leave

/** An SVG element with attributes and, last, its text. */
function svg(name, attributes, text) {
  const result = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value);
  if (text !== undefined) result.textContent = text;
  return result;
}

/** Round numbers within [low, high], about `count` of them. */
function ticks(low, high, count) {
  const rough = (high - low) / count;
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const result = [];
  for (let i = Math.ceil(low / step); i * step <= high * (1 + 1e-12); i++) {
    result.push(Number((i * step).toPrecision(12)));
  }
  return result;
}
