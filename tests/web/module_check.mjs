// module_check.mjs SITE MODEL TEXT FOLDER: compresses the text with the module, restores what lies in FOLDER as
// native-LEVEL.pith, and prints what came out as JSON. Archives are written to FOLDER/web-LEVEL.pith.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [site, modelPath, textPath, folder] = process.argv.slice(2);
// What the module of Debian 12's emscripten looks for in Node.
Object.assign(globalThis, { __dirname: site, require: createRequire(import.meta.url) });
const { default: makePith } = await import(pathToFileURL(`${site}/pith.mjs`));
const { Pith } = await import(pathToFileURL(`${site}/api.mjs`));

const module = await makePith({ wasmBinary: readFileSync(`${site}/pith.wasm`) });
const pith = new Pith(module);
const text = new Uint8Array(readFileSync(textPath));
const report = { kernels: pith.kernels, levels: {} };
const { index } = pith.addModel("english.pithm", new Uint8Array(readFileSync(modelPath)));
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

let steps = 0;
module.onStep = (bytes) => { steps += bytes; };
for (const level of [1, 3, 6]) {
  const began = performance.now();
  const archive = pith.compress(index, level, text);
  const seconds = (performance.now() - began) / 1000;
  writeFileSync(`${folder}/web-${level}.pith`, archive);
  const restored = pith.decompress(new Uint8Array(readFileSync(`${folder}/native-${level}.pith`)));
  report.levels[level] = { bytesPerSecond: text.length / seconds, restored: same(restored, text) };
}
report.steps = steps;

// A text that is typed: the bits of a text are the same whether it came at once or was edited.
pith.beginText(index, 3);
const whole = pith.feed(text.subarray(0, 2000));
const sum = (bits) => bits.reduce((total, each) => total + each, 0);
pith.beginText(index, 3);
pith.feed(text.subarray(0, 900));
pith.feed(new TextEncoder().encode("something else"));
const kept = pith.keep(900);
report.kept = kept;
const again = pith.feed(text.subarray(kept, 2000));
report.edited = Math.abs(sum(again) - sum(whole.subarray(kept)));
report.bitsPerByte = sum(whole) / whole.length;
report.candidates = pith.candidates(500, 4).map(({ probability }) => probability);
report.continuations = pith.continuations(500, 3);
const adaptive = pith.adaptiveBits(-1, 1, text.subarray(0, 2000));
report.adaptive = sum(adaptive) / 8;
report.fromEmpty = pith.compress(-1, 1, text.subarray(0, 2000)).length;
let written = "";
pith.sample({ model: index, level: 3, prompt: "The ", characters: 50, temperature: 0.8, seed: 7 }, (piece) => {
  written += new TextDecoder().decode(piece);
});
report.written = written;
try {
  pith.decompress(text);
} catch (error) {
  report.fault = error.message;
}
console.log(JSON.stringify(report));
