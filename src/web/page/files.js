"use strict";

/** A link to what was made, in the list of results, and what became of the sizes. */
function offerResult(name, bytes, sentence) {
  const link = element("a", "", name);
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  byId("results").prepend(element("li", "", link, ` ${sentence}`));
}

async function compressFile(heavy, file) {
  const bytes = await bytesOf(file);
  const options = { model: Number(byId("model").value), level: Number(byId("level").value), bytes };
  const began = performance.now();
  tell(`Compressing ${file.name}`, null);
  const archive = await heavy.call("compress", options,
    { onProgress: (done) => tell(`Compressing ${file.name}`, done / bytes.length) });
  const seconds = (performance.now() - began) / 1000;
  offerResult(`${file.name}.pith`, archive,
    `${sizeText(bytes.length)} became ${sizeText(archive.length)} in ${seconds.toFixed(1)} s`);
  tell("");
}

async function restoreFile(heavy, file) {
  const archive = await bytesOf(file);
  tell(`Restoring ${file.name}`, null);
  const text = await heavy.call("decompress", { bytes: archive },
    { onProgress: (done) => tell(`Restoring ${file.name}: ${sizeText(done)}`, null) });
  const name = file.name.replace(/\.pith$/, "") || "text";
  offerResult(name, text, `${sizeText(archive.length)} became ${sizeText(text.length)}`);
  tell("");
}
