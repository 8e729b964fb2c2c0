"use strict";

(() => {
  const stepBounds = document.body.dataset.steps.split(" ").map(Number);
  const characters = new Characters(dataBlock("text-bytes"), numbersBlock("text-bits"), stepBounds);
  const view = new SurprisalView(characters, new PageCandidates());

  // A place in the text is the address #at-FIRST-LENGTH.
  function followAddress() {
    const place = /^#at-(\d+)-(\d+)$/.exec(location.hash);
    if (place) view.goTo(Number(place[1]), Number(place[2]));
  }
  addEventListener("hashchange", followAddress);
  document.querySelector(".passages").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.hash === location.hash) followAddress();
  });

  if (matchMedia("(max-width: 860px)").matches) document.getElementById("passages").open = false;
  followAddress();
})();
