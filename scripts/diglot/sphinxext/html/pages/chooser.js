/* Leads each reader to a language: the one chosen last time, else one that the browser asks for.
 *
 * Readers of none of the languages choose themselves.
 */
"use strict";

(() => {
  const CHOICE = "diglot-language";
  const { known, parallel } = document.currentScript.dataset;
  const languages = known.split(" ");
  let chosen = null;
  try {
    chosen = localStorage.getItem(CHOICE);
  } catch {
    /* No storage: nothing was chosen. */
  }
  const isAsked = new URLSearchParams(location.search).has("choose");
  /* Traditional script is another catalog than simplified; else the main language decides. */
  const script = (tag) => (/^zh\b.*\b(hant|tw|hk|mo)\b/.test(tag) ? "hant" : "");
  const main = (tag) => tag.split("-")[0];
  const near = (tag) =>
    languages.find((slug) => slug === tag) ??
    languages.find((slug) => main(slug) === main(tag) && script(slug) === script(tag)) ??
    languages.find((slug) => main(slug) === main(tag));
  const wanted = (navigator.languages ?? [navigator.language]).map((tag) => tag.toLowerCase());
  const only = languages.length === 1 ? languages[0] : undefined;
  const slug = [...languages, parallel].includes(chosen) ? chosen : (wanted.map(near).find(Boolean) ?? only);
  if (slug && !isAsked) location.replace(`${slug}/index.html${location.hash}`);

  addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("a[data-language]")) {
      link.addEventListener("click", () => {
        link.hash = location.hash;
        try {
          localStorage.setItem(CHOICE, link.dataset.language);
        } catch {
          /* Forgotten, then. */
        }
      });
    }
  });
})();
