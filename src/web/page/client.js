"use strict";

/** A worker, and the answers that are waited for. */
class PithWorker {
  constructor() {
    this.waiting = new Map();
    this.count = 0;
    this.onLive = () => {};
    this.worker = new Worker("worker.mjs", { type: "module" });
    this.ready = new Promise((resolve, reject) => {
      this.worker.addEventListener("message", ({ data }) => { if (data.ready) resolve(); }, { once: true });
      this.worker.addEventListener("error", (event) => reject(new Error(event.message || "the worker did not start")));
    });
    this.worker.addEventListener("message", ({ data }) => this.take(data));
  }

  take(data) {
    if (data.live !== undefined) {
      this.onLive(data);
      return;
    }
    const call = this.waiting.get(data.id);
    if (!call) return;
    if (data.done !== undefined) {
      call.onProgress(data.done);
    } else if (data.piece) {
      call.onPiece(data.piece);
    } else {
      this.waiting.delete(data.id);
      if (data.error === undefined) call.resolve(data.result);
      else call.reject(new Error(data.error));
    }
  }

  /** What the worker answers. `onProgress(bytes)` and `onPiece(bytes)` hear of what comes before. */
  async call(name, options = {}, { onProgress = () => {}, onPiece = () => {} } = {}) {
    await this.ready;
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, onProgress, onPiece });
      this.worker.postMessage({ ...options, id, name });
    });
  }

  stop() {
    this.worker.terminate();
    for (const call of this.waiting.values()) call.reject(new Error("stopped"));
    this.waiting.clear();
  }
}

/** A worker for what takes long, made when it is needed and anew when it was stopped, with the models of the page. */
class HeavyWorker {
  constructor(models) {
    this.models = models;
    this.worker = null;
  }

  async call(name, options, listeners) {
    this.worker ??= this.made();
    const { worker } = await this.worker;
    await this.addModels();
    return worker.call(name, options, listeners);
  }

  async made() {
    const worker = new PithWorker();
    await worker.ready;
    return { worker, known: 0 };
  }

  async addModels() {
    const made = await this.worker;
    while (made.known < this.models.length) {
      const { fileName, file } = this.models[made.known++];
      await made.worker.call("addModel", { fileName, bytes: file });
    }
  }

  async stop() {
    const made = this.worker;
    this.worker = null;
    if (made) (await made).worker.stop();
  }
}
