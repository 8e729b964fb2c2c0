"use strict";

/** The points of a fitted power law from x = `low` to `high`. */
const powerLaw = (law, low, high) => [low, high].map((x) => [x, law.factor * x ** law.exponent]);

function headFigures(text) {
  const facts = [
    ["bytes", number(text.bytes)],
    ["bytes in use", `${text.alphabet} of 256`],
    ["entropy, bits/byte", number(text.entropy)],
    ["redundancy of 8 bits", percent(text.redundancy_of_byte)],
    ["redundancy of the bytes in use", percent(text.redundancy_of_alphabet)],
    ["words", number(text.words.tokens)],
    ["distinct words", number(text.words.types)],
    ["Huffman, bits/byte", number(text.huffman.average_bits)],
  ];
  return element("dl", "figures", ...facts.map(([name, value]) =>
    element("div", "", element("dt", "", name), element("dd", "", value))));
}

function entropyFigure(text) {
  const unsure = (i) => text.entropies[i].mean_occurrences < text.alphabet;
  const series = [
    { name: "plug-in", points: text.entropies.map((e) => [e.order, e.plug_in]), line: true, dots: true,
      hollow: unsure },
    { name: "Miller and Madow's correction", points: text.entropies.map((e) => [e.order, e.miller_madow]), line: true,
      dots: true, dashed: true, hollow: unsure },
  ];
  return seriesFigure({
    title: "Entropy of a byte given those before it",
    text: "Hollow: contexts occur too seldom, so that the estimates are too low.",
    series, xTitle: "order: bytes before it", yTitle: "bits/byte", fromZero: true,
    columns: [["order"], ["plug-in"], ["corrected"], ["contexts"], ["mean occurrences"], ["seen once"]],
    rows: text.entropies.map((e) =>
      [e.order, e.plug_in, e.miller_madow, e.contexts, e.mean_occurrences, percent(e.share_seen_once)]),
  });
}

function sizeFigure(text) {
  const part = text.sample_bytes < text.bytes ? `the first ${number(text.sample_bytes)} bytes` : "the text";
  return barFigure({
    title: "From Shannon to the network",
    text: `Bits per byte of ${part}; entropy, arithmetic coding and pith are ideal code lengths.`,
    bars: text.sizes.map((s) => ({ name: s.method, value: s.bits_per_byte ?? 0, label: s.bits_per_byte?.toFixed(3) ?? "-" })),
    columns: [["method", "text"], ["bytes"], ["bits/byte"], ["what it is", "text"]],
    rows: text.sizes.map((s) => [s.method, Math.ceil(s.bytes), s.bits_per_byte ?? "-", s.note]),
  });
}

const DISTANCE_COLUMNS = [["distance"], ["mutual information"], ["shuffled"], ["conditional entropy"], ["pairs"]];
const distanceRows = (text) => text.distances.map((d) =>
  [d.distance, d.mutual_information, d.shuffled, d.conditional_entropy, d.pairs]);

function informationFigure(text) {
  return seriesFigure({
    title: "Mutual information of two bytes",
    text: "What a byte says about a later one. Of the same bytes shuffled, the estimate finds its own bias.",
    series: [
      { name: "of the text", points: text.distances.map((d) => [d.distance, d.mutual_information]), line: true },
      { name: "shuffled", points: text.distances.map((d) => [d.distance, d.shuffled]), line: true, dashed: true },
    ],
    xTitle: "distance, bytes", yTitle: "bits", logX: true, logY: true,
    columns: DISTANCE_COLUMNS, rows: distanceRows(text),
  });
}

function conditionalFigure(text) {
  const last = text.distances[text.distances.length - 1].distance;
  return seriesFigure({
    title: "Entropy of a byte given one before it",
    text: "It rises to the entropy of single bytes where the earlier byte says nothing more.",
    series: [
      { name: "given the byte so far back", points: text.distances.map((d) => [d.distance, d.conditional_entropy]),
        line: true },
      { name: "given nothing", points: [[1, text.entropy], [last, text.entropy]], line: true, dashed: true },
    ],
    xTitle: "distance, bytes", yTitle: "bits/byte", logX: true,
    columns: DISTANCE_COLUMNS, rows: distanceRows(text),
  });
}

function histogramFigure(text) {
  const codes = [...text.huffman.codes].sort((a, b) => a.byte - b.byte);
  const draw = (plot, width, height) => {
    const most = Math.max(...codes.map((code) => code.count), 1);
    const scale = { x: linearScale(0, 256), y: logScale(0.7, most) };
    const [toX, toY] = drawAxes(plot, width, height, { ...scale, xTitle: "byte", yTitle: "occurrences" });
    for (const code of codes) {
      const y = toY(code.count);
      const size = { width: Math.max(1, toX(1) - toX(0) - 0.5), height: toY(0.7) - y };
      const bar = svg("rect", { class: "bar", x: toX(code.byte), y, ...size });
      bar.append(svg("title", {}, `${byteLabel(code.byte)}: ${number(code.count)}`));
      plot.append(bar);
    }
  };
  const byCount = [...codes].sort((a, b) => b.count - a.count || a.byte - b.byte);
  return figure({
    title: "Bytes", text: "How often each occurs, on a logarithmic scale.", draw,
    columns: [["byte", "code"], ["hex", "code"], ["occurrences"], ["share"]],
    rows: byCount.map((c) => [byteLabel(c.byte), hexadecimal(c.byte, 2), c.count, percent(c.probability)]),
  });
}

function growthFigure({ words }) {
  const { exponent, factor, r_squared: fit } = words.heaps;
  const last = words.growth[words.growth.length - 1];
  return seriesFigure({
    title: "Vocabulary growth",
    text: `Distinct words among the first so many. Heaps: ${factor.toFixed(2)} n^${exponent.toFixed(3)}, ` +
      `R\u00b2 ${fit.toFixed(4)}.`,
    series: [
      { name: "of the text", points: words.growth.map((g) => [g.tokens, g.types]), dots: true },
      { name: "Heaps' law", points: powerLaw(words.heaps, Math.sqrt(last.tokens), last.tokens), line: true,
        dashed: true },
    ],
    xTitle: "words", yTitle: "distinct words", logX: true, logY: true,
    columns: [["words"], ["distinct words"]], rows: words.growth.map((g) => [g.tokens, g.types]),
  });
}

function rankFigure({ words }) {
  const { exponent, r_squared: fit } = words.zipf;
  const fitted = words.ranks.filter((r) => r.count >= 5);
  const last = fitted.length ? fitted[fitted.length - 1].rank : 1;
  return seriesFigure({
    title: "Words by rank",
    text: `How often each occurs. Zipf: exponent ${exponent.toFixed(3)}, R\u00b2 ${fit.toFixed(4)}.`,
    series: [
      { name: "of the text", points: words.ranks.map((r) => [r.rank, r.count]), dots: true },
      { name: "Zipf's law", points: powerLaw(words.zipf, 1, last), line: true, dashed: true },
    ],
    xTitle: "rank, 1 = the commonest word", yTitle: "occurrences", logX: true, logY: true,
    columns: [["rank"], ["occurrences"]], rows: words.ranks.map((r) => [r.rank, r.count]),
  });
}

function wordTable({ words }) {
  const caption = "The commonest words";
  return element("figure", "", element("figcaption", "", element("h3", "", caption)),
    table([["word", "text"], ["occurrences"]],
      words.commonest.map((w) => [element("bdi", "", shownText(w.word)), w.count]), caption));
}

function huffmanTable({ huffman }) {
  const title = "Huffman's code";
  const text = `${number(huffman.average_bits)} bits/byte; ${number(huffman.total_bytes)} bytes with its table of ` +
    `${number(huffman.table_bytes)}.`;
  return element("figure", "", element("figcaption", "", element("h3", "", title), element("p", "", text)),
    table([["byte", "code"], ["occurrences"], ["share"], ["-log2 p"], ["bits"], ["code word", "code"]],
      huffman.codes.map((c) =>
        [byteLabel(c.byte), c.count, percent(c.probability), c.ideal_bits, c.bits, c.code_word]), title));
}

/** All that there is to show of one text; `id` is its place in the page. */
function textSection(text, id) {
  const charts = [sizeFigure(text)];
  if (text.bytes > 0) charts.push(entropyFigure(text));
  if (text.distances.length > 0) charts.push(informationFigure(text), conditionalFigure(text));
  if (text.words.tokens > 0) charts.push(growthFigure(text), rankFigure(text));
  charts.push(histogramFigure(text), huffmanTable(text));
  if (text.words.tokens > 0) charts.push(wordTable(text));
  if (text.bottleneck) charts.push(...bottleneckFigures(text.bottleneck));
  const section = element("section", "", element("h2", "", shownText(text.name)), headFigures(text),
    element("div", "charts", ...charts));
  section.id = id;
  return section;
}
