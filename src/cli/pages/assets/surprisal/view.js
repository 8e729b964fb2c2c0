"use strict";

/**
 * The curve, the text, what is told of a character, and the search, in the elements of view.html, which a page has
 * once. Another text takes a new view, after close().
 */
class SurprisalView {
  /** `candidates.of(byteIndex)` are the likeliest bytes in a place: [{ byte, probability }...], the likeliest first. */
  constructor(characters, candidates) {
    this.characters = characters;
    this.closing = new AbortController();
    const { signal } = this.closing;
    const topEdge = () => this.topEdge();
    const goTo = (first, length) => this.goTo(first, length);
    this.overview = document.querySelector(".overview");
    this.text = new TextView(document.getElementById("text"), characters, signal);
    this.inspector = new Inspector(this.text, candidates, document.getElementById("inspector"), topEdge, signal);
    this.place = new Marks(this.text);
    this.curve = new Curve(document.getElementById("curve"), characters, (index) => goTo(index, 40), signal);
    const moved = (starts) => { this.curve.setFound(starts); if (!starts.length) this.place.clear(); };
    this.search = new SearchBox(this.text, { goTo, moved, topEdge }, signal);
    this.text.container.addEventListener("click", () => this.place.clear(), { signal });
    this.text.container.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.place.clear();
    }, { signal });
    this.followWindow(signal);
  }

  close() { this.closing.abort(); }

  /** Where in the window the seen part of the text begins. */
  topEdge() { return Math.max(0, this.overview.getBoundingClientRect().bottom); }

  /** Brings a stretch of the text into the window and marks it. */
  goTo(first, length) {
    if (!(first >= 0 && first < this.characters.count)) return;
    this.text.goTo(first, this.topEdge());
    this.inspector.hide();
    this.place.set(first, Math.min(first + length, this.characters.count), "mark passage");
  }

  followWindow(signal) {
    let scheduled = false;
    const follow = () => {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        this.curve.setSeen(...this.text.visible(this.topEdge()));
      });
    };
    addEventListener("scroll", follow, { passive: true, signal });
    addEventListener("resize", follow, { signal });
    follow();
  }
}
