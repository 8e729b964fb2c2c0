"use strict";

/** A scale from values to [0, 1], with round numbers to write at it. Logarithmic ones take values above 0. */
function linearScale(low, high) {
  const length = high - low || 1;
  return { at: (value) => (value - low) / length, ticks: (count) => ticks(low, high, count) };
}

function logScale(low, high) {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const length = to - from || 1;
  const powers = (count) => {
    const every = Math.max(1, Math.ceil((to - from) / count));
    const result = [];
    for (let i = Math.ceil(from - 1e-9); i <= to + 1e-9; i += every) result.push(Number(`1e${i}`));
    return result.length > 1 ? result : ticks(low, high, 3).filter((value) => value > 0);
  };
  return { at: (value) => (Math.log10(value) - from) / length, ticks: powers };
}

/** `value` at an axis. */
function tickLabel(value) {
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) return value.toExponential(0).replace("e+", "e");
  return value.toLocaleString("en");
}
