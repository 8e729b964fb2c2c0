"use strict";

(() => {
  const report = JSON.parse(document.getElementById("report").textContent);
  const sections = report.texts.map((text, i) => [shownText(text.name), textSection(text, `text-${i}`)]);
  if (report.against) {
    const name = `against ${shownText(report.against.name)}`;
    sections.push([name, againstSection(report.against.name, report.against.comparisons)]);
  }
  if (report.matrix) sections.push(["all under each other's models", matrixSection(report.matrix)]);
  document.getElementById("main").append(...sections.map(([, section]) => section));
  if (sections.length < 2) return;
  document.getElementById("contents").append(...sections.map(([name, section]) => {
    const link = element("a", "", name);
    link.href = `#${section.id}`;
    return link;
  }));
})();
