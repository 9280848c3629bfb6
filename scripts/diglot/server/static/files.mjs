// Style sheets and pictures of a page, which change while their page may stay the same.

import { BASE } from "./panel.mjs";

// Pictures change under the same address; what this page has loaded of each when it came.
const loaded = new Map();
const noted = versionsOf(pictures());

// Style sheets whose address has changed are loaded before the old ones go.
export function takeInStyleSheets(next) {
  const kind = "link[rel=stylesheet][href]";
  const address = (link) => new URL(link.getAttribute("href"), location.href).href;
  const old = new Map([...document.querySelectorAll(kind)].map((link) => [address(link), link]));
  for (const link of next.querySelectorAll(kind)) {
    const name = address(link).replace(/\?.*/, "");
    const same = [...old.keys()].find((key) => key.replace(/\?.*/, "") === name);
    if (same === undefined || same === address(link)) continue;
    const fresh = link.cloneNode();
    fresh.addEventListener("load", () => old.get(same)?.remove());
    old.get(same).after(fresh);
  }
}

function pictures() {
  const own = [...document.images].filter((image) => image.src.startsWith(`${BASE.origin}/`));
  // Others say by a query of their own which version they are.
  return own.filter((image) => !plainAddress(image).includes("?"));
}

function plainAddress(image) {
  return image.src.replace(/\?diglot=.*$/, "");
}

// The versions of some pictures that the server has now, by their addresses.
async function versionsOf(images) {
  const asked = [...new Set(images.map(plainAddress))].map(async (address) => {
    const options = { method: "HEAD", cache: "no-store" };
    const answer = await fetch(address, options).catch(() => null);
    const version = answer?.headers.get("ETag")?.replaceAll('"', "") ?? "";
    if (!loaded.has(address)) loaded.set(address, version);
    return [address, version];
  });
  return new Map(await Promise.all(asked));
}

export async function takeInPictures() {
  await noted;
  const versions = await versionsOf(pictures());
  for (const image of pictures()) {
    const address = plainAddress(image);
    const version = versions.get(address);
    if (!version) continue;
    const wanted = version === loaded.get(address) ? address : `${address}?diglot=${version}`;
    if (image.src !== wanted) image.src = wanted;
  }
}
