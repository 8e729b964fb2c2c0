"use strict";

(() => {
  const stepBounds = document.body.dataset.steps.split(" ").map(Number);
  const characters = new Characters(dataBlock("text-bytes"), numbersBlock("text-bits"), stepBounds);
  const overview = document.querySelector(".overview");
  const overviewEnd = () => Math.max(0, overview.getBoundingClientRect().bottom);
  const view = new TextView(document.getElementById("text"), characters);
  const inspector = new Inspector(view, characters, new Candidates(), document.getElementById("inspector"));

  function goTo(first, length) {
    if (!(first >= 0 && first < characters.count)) return;
    view.goTo(first, overviewEnd());
    inspector.hide();
    inspector.mark(first, first + length, "mark passage");
  }

  const curve = new Curve(document.getElementById("curve"), characters, (index) => goTo(index, 40));

  // A place in the text is the address #at-FIRST-LENGTH.
  function followAddress() {
    const place = /^#at-(\d+)-(\d+)$/.exec(location.hash);
    if (place) goTo(Number(place[1]), Number(place[2]));
  }
  addEventListener("hashchange", followAddress);
  document.querySelector(".passages").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash === location.hash) followAddress();
  });

  let scheduled = false;
  function follow() {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      curve.setSeen(...view.visible(overviewEnd()));
    });
  }
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow);
  if (matchMedia("(max-width: 860px)").matches) document.getElementById("passages").open = false;
  follow();
  followAddress();
})();
