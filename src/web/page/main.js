"use strict";

(() => {
  const live = new PithWorker();
  const heavy = new HeavyWorker(models);
  const reading = new Reading(live, heavy);
  const guarded = (work) => (...values) => Promise.resolve(work(...values)).catch((error) => {
    if (error.message !== "stopped") tellFault(error);
  });

  async function addModel(fileName, file) {
    const about = await live.call("addModel", { fileName, bytes: file });
    models.push({ fileName, file, name: about.name });
    offerModels();
    return about.index;
  }

  async function openText(file) {
    byId("typed").value = new TextDecoder().decode(await bytesOf(file));
    await reading.measure();
  }

  async function openModel(file) {
    tell(`Opening ${file.name}`, null);
    const index = await addModel(file.name, await bytesOf(file));
    byId("model").value = index;
    await reading.begin();
    tell("");
  }

  const open = (file) => (file.name.endsWith(".pithm") ? openModel(file)
    : file.name.endsWith(".pith") ? restoreFile(heavy, file) : openText(file));

  /** Has `take` called with each file that an input is given. */
  function onFile(id, take) {
    byId(id).addEventListener("change", guarded(async (event) => {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) await take(file);
    }));
  }

  async function write() {
    const output = byId("written");
    const decoder = new TextDecoder();
    const number = (id) => Number(byId(id).value);
    const prompt = byId("prompt").value;
    output.replaceChildren(element("b", "", prompt));
    byId("write-run").disabled = true;
    byId("write-stop").disabled = false;
    try {
      const options = { model: number("model"), level: number("level"), prompt, seed: number("seed"),
        characters: number("sample-characters"), temperature: number("temperature") };
      await heavy.call("sample", options,
        { onPiece: (piece) => output.append(shownWritten(decoder.decode(piece, { stream: true }))) });
    } finally {
      byId("write-run").disabled = false;
      byId("write-stop").disabled = true;
    }
  }

  const shownWritten = (text) => text.split("\n").map(shownText).join("\n");

  function listen() {
    const on = (id, type, work) => byId(id).addEventListener(type, guarded(work));
    on("model", "change", () => reading.begin());
    on("level", "change", () => reading.begin());
    on("compare-run", "click", () => compareModels(heavy));
    on("write-run", "click", write);
    on("write-stop", "click", () => heavy.stop());
    onFile("text-file", openText);
    onFile("model-file", openModel);
    onFile("compress-file", (file) => compressFile(heavy, file));
    onFile("restore-file", (file) => restoreFile(heavy, file));
    const dropping = (is) => (event) => { event.preventDefault(); document.body.classList.toggle("dropping", is); };
    addEventListener("dragover", dropping(true));
    addEventListener("dragleave", dropping(false));
    addEventListener("drop", guarded(async (event) => {
      dropping(false)(event);
      const [file] = event.dataTransfer.files;
      if (file) await open(file);
    }));
  }

  async function start() {
    tell("Loading the English model", 0);
    const [file] = await Promise.all([fetched("english.pithm", (share) => tell("Loading the English model", share)),
      live.ready]);
    tell("Opening the English model", null);
    await addModel("english.pithm", file);
    await reading.begin();
    const { version, kernels } = await live.call("about");
    byId("about").textContent = `pith ${version}, ${kernels}. Works without a network once it has been loaded.`;
    tell("");
    document.body.dataset.ready = "yes";
    if ("serviceWorker" in navigator && location.protocol !== "file:") await navigator.serviceWorker.register("sw.js");
  }

  byId("typed").value =
    "The clerk had kept the tide book for thirty years. Each morning he wrote down the height of the water, " +
    "the wind, and what the sea had left on the steps.";
  listen();
  guarded(start)();
})();
