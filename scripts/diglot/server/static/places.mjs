// From a block of a page to its source: a click with Alt.

import { BASE, copy, emptyPanel, HAS_EDITOR, line, visit } from "./panel.mjs";

const MESSAGE = "diglot-block-";

document.addEventListener("click", async (event) => {
  const clicked = event.altKey && event.target.closest?.("article *");
  if (!clicked) return;
  event.preventDefault();
  const { block, page: address } = (await named(clicked)) ?? {};
  if (!block) return;
  const name = [...block.classList].find((given) => given.startsWith(MESSAGE));
  const asked = new URL(`places?page=${encodeURIComponent(address)}`, BASE);
  const place = (await (await fetch(asked)).json())[name.slice(MESSAGE.length)];
  if (!place) return;
  const places = [place.source, place.catalog].filter(Boolean);
  if (HAS_EDITOR) visit(places.at(-1));
  else copy(places.join("\n"));
  const panel = emptyPanel();
  panel.open = true;
  panel.append(document.createElement("summary"), ...places.map((place) => line(place, "")));
  document.body.append(panel);
});

// The block that names its message, and the address of its page. The blocks of the parallel page
// have no names: those of the site in one language that say the same have.
async function named(clicked) {
  const block = clicked.closest(`[class*=${MESSAGE}]`);
  if (block) return { block, page: location.pathname };
  const [, site, rest] = location.pathname.match(/^\/([^/]+)(\/.*)$/) ?? [];
  const slugs = site?.split("_") ?? [];
  if (slugs.length < 2) return null;
  const side = clicked.closest("[data-side]");
  const address = `/${slugs[side?.dataset.side === "target" ? 1 : 0]}${rest}`;
  const answer = await fetch(address, { cache: "no-store" });
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const text = plain(side ?? clicked.closest("p, h1, h2, h3, h4, h5, h6, dt, figcaption, caption"));
  const same = [...other.querySelectorAll(`[class*=${MESSAGE}]`)];
  return { block: same.find((candidate) => plain(candidate) === text), page: address };
}

function plain(element) {
  const copy = element?.cloneNode(true);
  for (const control of copy?.querySelectorAll("button, .headerlink") ?? []) control.remove();
  return copy?.textContent.replace(/\s+/g, " ").trim();
}
