/* What is done before the page is there: looking for what its address asks for.
 *
 * A script in the body would wait for the style sheets, and for all that a theme has before it. This one
 * is in the head, before these, and is run as soon as it comes; then comes the index of the page's language.
 */
"use strict";

(() => {
  /* On the site of two languages, the view says which one is searched first. */
  const { languages } = document.currentScript.dataset;
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  /* As many pages as are shown at once: their texts come fast. */
  const FIRST = 3;

  const find = async (ordered) => {
    const found = await diglotSearch.find(query, ordered);
    for (const { name, hits } of [...found.own, ...found.other].slice(0, FIRST)) {
      const slugs = new Set([ordered[0].slug, ...hits().map(({ slug }) => slug)]);
      for (const language of ordered.filter(({ slug }) => slugs.has(slug))) {
        diglotSearch.indexOf(language).then((index) => index.text(name));
      }
    }
    return found;
  };

  /** The place for the results, once it is parsed. */
  const place = new Promise((resolve) => {
    const look = () => {
      const root = document.getElementById("diglot-search");
      if (!root?.querySelector(".diglot-found")) return;
      watch.disconnect();
      resolve(root);
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true });
    look();
  });

  const ordered = languages && JSON.parse(languages);
  if (ordered) diglotSearch.expect(`${ordered[0].slug}/index`);
  const early = { query, found: ordered && query ? find(ordered) : null };
  Object.assign(diglotSearch, { FIRST, early, place });
})();
