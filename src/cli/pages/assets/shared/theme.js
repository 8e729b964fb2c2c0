"use strict";

// The theme: the system's, or the other one where the reader chose it. That is remembered for all pages, or in the
// name of the tab where the browser keeps nothing for a file.
(() => {
  const KEY = "pith-theme";
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches);

  function recall() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return window.name.startsWith(`${KEY}:`) ? window.name.slice(KEY.length + 1) : null;
    }
  }

  function remember(theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {
      window.name = theme ? `${KEY}:${theme}` : "";
    }
  }

  const remembered = recall();
  if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered;
  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.addEventListener("click", () => {
      const wanted = isDark() ? "light" : "dark";
      if ((wanted === "dark") === systemIsDark.matches) delete root.dataset.theme;
      else root.dataset.theme = wanted;
      remember(root.dataset.theme);
      label();
    });
    systemIsDark.addEventListener("change", label);
    label();
  });
})();
