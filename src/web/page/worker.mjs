// The worker: does what the page asks for, { id, name, ...}, and answers { id, result } or { id, error }; meanwhile
// { id, done } tells how much of a text was gone through. The text that is typed is measured between such calls, a
// slice at a time: { live: generation, from, bits } are the bits of its bytes from `from` on.
import makePith from "./pith.mjs";
import { Pith } from "./api.mjs";

const SLICE_MILLISECONDS = 40;
const PROGRESS_MILLISECONDS = 100;

const module = await makePith();
const pith = new Pith(module);
const live = { text: new Uint8Array(), at: 0, generation: 0, running: false };

function progressOf(id) {
  let done = 0;
  let told = 0;
  module.onStep = (bytes) => {
    done += bytes;
    const now = performance.now();
    if (now - told < PROGRESS_MILLISECONDS) return;
    told = now;
    postMessage({ id, done });
  };
}

const commonLength = (a, b) => {
  const most = Math.min(a.length, b.length);
  let i = 0;
  while (i < most && a[i] === b[i]) i++;
  return i;
};

/** Measures the text for a while, and goes on after what was asked for meanwhile. */
function measure() {
  if (live.at >= live.text.length) {
    live.running = false;
    return;
  }
  live.running = true;
  const { generation } = live;
  const from = live.at;
  const began = performance.now();
  const parts = [];
  // The first bytes at once, so that something is seen.
  for (let step = 16; live.at < live.text.length && performance.now() - began < SLICE_MILLISECONDS; step = 64) {
    const piece = live.text.subarray(live.at, live.at + step);
    parts.push(pith.feed(piece));
    live.at += piece.length;
  }
  const bits = new Float32Array(live.at - from);
  parts.reduce((at, part) => { bits.set(part, at); return at + part.length; }, 0);
  postMessage({ live: generation, from, bits }, [bits.buffer]);
  setTimeout(measure, 0);
}

const actions = {
  about: () => ({ version: pith.version, kernels: pith.kernels }),
  addModel: ({ fileName, bytes }) => pith.addModel(fileName, bytes),
  begin: ({ model, level }) => {
    pith.beginText(model, level);
    Object.assign(live, { text: new Uint8Array(), at: 0 });
  },
  text: ({ bytes, generation }) => {
    const common = Math.min(commonLength(live.text, bytes), live.at);
    const at = pith.keep(common);
    Object.assign(live, { text: bytes, at, generation });
    // After the answer.
    if (!live.running) setTimeout(measure, 0);
    live.running = true;
    return { from: at };
  },
  candidates: ({ position, most }) => pith.candidates(position, most),
  continuations: ({ position, most }) => pith.continuations(position, most),
  adaptiveBits: ({ model, level, bytes }) => pith.adaptiveBits(model, level, bytes),
  compress: ({ model, level, bytes }) => pith.compress(model, level, bytes),
  decompress: ({ bytes }) => pith.decompress(bytes),
  sample: (options) => pith.sample(options, (piece) => postMessage({ id: options.id, piece })),
};

onmessage = ({ data }) => {
  progressOf(data.id);
  try {
    postMessage({ id: data.id, result: actions[data.name](data) });
  } catch (error) {
    postMessage({ id: data.id, error: error.message });
  }
};
postMessage({ ready: true });
