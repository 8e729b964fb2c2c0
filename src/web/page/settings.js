"use strict";

const byId = (id) => document.getElementById(id);

/** What is told of what happens: a sentence, and how much is done, from 0 to 1; null = unknown, undefined = no bar. */
function tell(sentence, share) {
  const bar = byId("progress");
  byId("status").textContent = sentence;
  byId("status").className = "";
  bar.hidden = share === undefined;
  if (share === null) bar.removeAttribute("value");
  else if (share !== undefined) bar.value = share;
}

function tellFault(error) {
  tell(error.message);
  byId("status").className = "fault";
}

/** The bytes at an address of this site; `onProgress` gets the share that has come, or null. */
async function fetched(address, onProgress) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const total = Number(response.headers.get("Content-Length"));
  const parts = [];
  let size = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
    onProgress(total ? Math.min(1, size / total) : null);
  }
  const bytes = new Uint8Array(size);
  parts.reduce((at, part) => { bytes.set(part, at); return at + part.length; }, 0);
  return bytes;
}

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** Models that were opened, in the order of their numbers: { fileName, file, name }. -1 stands for none. */
const models = [];

function offerModels() {
  for (const id of ["model", "first-model", "second-model"]) {
    const select = byId(id);
    const before = select.value;
    const none = id === "model" ? [] : [new Option("none, from empty", -1)];
    select.replaceChildren(...models.map((model, i) => new Option(model.name, i)), ...none);
    if (before !== "") select.value = before;
  }
  if (models.length === 1) byId("second-model").value = "-1";
}

const sizeText = (bytes) => (bytes < 10000 ? `${bytes.toLocaleString("en")} bytes`
  : `${(bytes / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} KB`);
