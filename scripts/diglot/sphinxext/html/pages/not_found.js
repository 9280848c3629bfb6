/* The 404 page, in the reader's language first, with links that fit the place of the site.
 *
 * A server shows it at addresses of any depth; where this file lies tells where the site begins.
 */
"use strict";

(() => {
  const { src, dataset } = document.currentScript;
  const root = new URL(dataset.up, src);
  const sections = [...document.querySelectorAll("section")];
  for (const section of sections) {
    section.querySelector("a").href = new URL(`${section.dataset.folder}/index.html`, root);
  }
  const own = sections.find((section) => location.href.startsWith(new URL(`${section.dataset.folder}/`, root)));
  if (!own) return;
  document.querySelector("main h1").after(own);
  document.documentElement.lang = own.lang;
  document.title = own.querySelector("h2").textContent;
})();
