/** pith as WebAssembly: module.cpp's functions with arrays and texts for addresses. The worker and Node use it. */
export class Pith {
  /** `module` is what pith.mjs makes. */
  constructor(module) {
    this.module = module;
    this.version = module.UTF8ToString(module._web_version());
    this.kernels = module.UTF8ToString(module._web_kernels());
    this.models = [];
  }

  /** Throws where a function of the module failed. */
  checked(result) {
    if (result < 0) throw new Error(this.module.UTF8ToString(this.module._web_message()));
    return result;
  }

  /** What `work(address)` returns, where a copy of `bytes` lies in memory meanwhile. */
  withBytes(bytes, work) {
    const address = this.module._malloc(bytes.length + 1);
    if (!address) throw new Error("there is not enough memory");
    try {
      this.module.HEAPU8.set(bytes, address);
      this.module.HEAPU8[address + bytes.length] = 0;
      return work(address);
    } finally {
      this.module._free(address);
    }
  }

  /** What `work(address)` leaves in memory: `count` floats. */
  floats(count, work) {
    const address = this.module._malloc(4 * count + 4);
    if (!address) throw new Error("there is not enough memory");
    try {
      work(address);
      return this.module.HEAPF32.slice(address >> 2, (address >> 2) + count);
    } finally {
      this.module._free(address);
    }
  }

  result(size) {
    const address = this.module._web_result();
    const bytes = this.module.HEAPU8.slice(address, address + size);
    this.module._web_forget_result();
    return bytes;
  }

  /** Adds the model of a file; returns { index, name, identity, description, bytes }. */
  addModel(fileName, bytes) {
    const index = this.withBytes(new TextEncoder().encode(fileName), (name) =>
      this.withBytes(bytes, (address) => this.checked(this.module._web_add_model(name, address, bytes.length))));
    const about = this.module.UTF8ToString(this.module._web_about_model(index)).split("\n");
    const model = { index, name: about[0], identity: about[1], description: about.slice(2).join(" "), bytes: bytes.length };
    this.models.push(model);
    return model;
  }

  beginText(model, level) { this.checked(this.module._web_begin_text(model, level)); }

  /** Goes back to where `bytes` bytes at most are kept; returns how many are. */
  keep(bytes) { return this.checked(this.module._web_keep(bytes)); }

  /** Goes on with the text; returns the bits of each byte. */
  feed(bytes) {
    return this.floats(bytes.length, (bits) =>
      this.withBytes(bytes, (address) => this.checked(this.module._web_feed(address, bytes.length, bits))));
  }

  /** The likeliest bytes at a position: [{ byte, probability }...]. */
  candidates(position, most) {
    let count = 0;
    const numbers = this.floats(2 * most, (address) => {
      count = this.checked(this.module._web_candidates(position, most, address + 4 * most, address));
    });
    const bytes = new Uint8Array(numbers.buffer, 4 * most, count);
    return [...bytes].map((byte, i) => ({ byte, probability: numbers[i] }));
  }

  /** What might have come at a position: [{ probability, text }...]. */
  continuations(position, most) {
    const bytes = this.result(this.checked(this.module._web_continuations(position, most)));
    const lines = new TextDecoder().decode(bytes).split("\n").filter((line) => line);
    return lines.map((line) => ({ probability: Number(line.slice(0, line.indexOf(" "))),
      text: line.slice(line.indexOf(" ") + 1) }));
  }

  /** The bits of each byte of a text for a model that learns from it; model -1: from empty. */
  adaptiveBits(model, level, bytes) {
    return this.floats(bytes.length, (bits) => this.withBytes(bytes, (address) =>
      this.checked(this.module._web_adaptive_bits(model, level, address, bytes.length, bits))));
  }

  compress(model, level, bytes) {
    return this.result(this.withBytes(bytes, (address) =>
      this.checked(this.module._web_compress(model, level, address, bytes.length))));
  }

  decompress(bytes) {
    return this.result(this.withBytes(bytes, (address) =>
      this.checked(this.module._web_decompress(address, bytes.length))));
  }

  /** Calls `take` with each piece of what a model writes. */
  sample({ model, level, prompt, characters, temperature, seed }, take) {
    this.module.onPiece = take;
    const bytes = new TextEncoder().encode(prompt);
    this.withBytes(bytes, (address) => this.checked(this.module._web_sample(model, level, address, bytes.length,
      characters, Math.round(1000 * temperature), seed)));
  }
}
