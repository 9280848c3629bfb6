/* The reader's last choice of a view, before the page is painted, so that nothing moves.
 *
 * It is a file, because sites may forbid scripts inside pages (Content-Security-Policy).
 */
"use strict";

(() => {
  const root = document.documentElement;
  const { diglotTarget } = document.currentScript.dataset;
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const view = stored("diglot-view");
  root.dataset.diglotView = ["source", "target"].includes(view) ? view : "both";
  root.dataset.diglotSides = stored("diglot-sides") === "swapped" ? "swapped" : "plain";
  root.dataset.diglotLangs = `${root.lang} ${diglotTarget}`;
  if (view === "target") root.lang = diglotTarget;
})();
