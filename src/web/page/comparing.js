"use strict";

const DIFFERENCE_STEPS = [0.5, 2, 4]; // bits a character
const MOST_COMPARED = 200000; // bytes

/** The class of a character that costs the second model `difference` bits more than the first. */
function differenceClass(difference) {
  const size = Math.abs(difference);
  const step = DIFFERENCE_STEPS.filter((bound) => size >= bound).length;
  return step ? `${difference > 0 ? "first" : "second"}-${step}` : "";
}

/** The characters of a text with the difference of what they cost, runs of one class together. */
function differenceSpans(bytes, first, second) {
  const zero = new Uint16Array(bytes.length);
  const characters = new Characters(bytes, zero, [0]);
  const parts = [];
  let run = "";
  let className = "";
  const flush = () => { if (run) parts.push(className ? element("span", className, run) : run); run = ""; };
  for (let i = 0; i < characters.count; i++) {
    let difference = 0;
    for (let at = characters.starts[i]; at < characters.starts[i + 1]; at++) difference += second[at] - first[at];
    const next = differenceClass(difference);
    if (next !== className) flush();
    className = next;
    run += characters.glyph(i, false);
  }
  flush();
  return { parts, count: characters.count };
}

const sumOf = (numbers) => numbers.reduce((sum, each) => sum + each, 0);

/** Compares the two models that were chosen on the typed text. */
async function compareModels(heavy) {
  const bytes = new TextEncoder().encode(byId("typed").value).subarray(0, MOST_COMPARED);
  const level = Number(byId("level").value);
  const bits = [];
  const names = [];
  for (const id of ["first-model", "second-model"]) {
    const select = byId(id);
    names.push(select.selectedOptions[0].textContent);
    const onProgress = (done) => tell(`Reading with ${names[names.length - 1]}`, done / bytes.length);
    tell(`Reading with ${names[names.length - 1]}`, null);
    bits.push(await heavy.call("adaptiveBits", { model: Number(select.value), level, bytes }, { onProgress }));
  }
  const { parts, count } = differenceSpans(bytes, ...bits);
  const figures = bits.map((each, i) => element("div", "", element("dt", "", names[i]),
    element("dd", "", `${(sumOf(each) / Math.max(1, count)).toFixed(3)} bits/char`)));
  byId("compare-figures").replaceChildren(...figures);
  byId("compared").replaceChildren(...parts);
  tell("");
}
