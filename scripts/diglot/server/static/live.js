// What makes a served page live: it asks to be told of changes, and takes in what has changed.
(() => {
  const BASE = new URL(".", document.currentScript.src);
  const HAS_EDITOR = Boolean(document.currentScript.dataset.editor);
  const PAGE = encodeURIComponent(location.pathname);
  const MARK = "diglot-live-changed";
  const MARKED = 1500; // milliseconds
  const PANEL = "diglot-live-panel";
  // Attributes that scripts and readers change: whoever set them knows better than the file.
  const KEPT = new Set(["open", "checked", "style"]);
  // The page could not be made yet, and this stands in its place.
  const IS_ABSENT = "diglotAbsent" in document.documentElement.dataset;

  // The page as it came from the server last: scripts have changed the one that is shown.
  let former = page();

  // Pictures change under the same address; what this page has loaded of each when it came.
  const loaded = new Map();
  const noted = versionsOf(pictures());

  // The page is asked for as long as `running` is open, and once more where one is `waiting`.
  let running = Promise.resolve();
  let waiting = null;
  let events = null;
  let hasListened = false;
  document.addEventListener("visibilitychange", follow);
  follow();

  // A browser holds few connections to a host: only pages that somebody sees keep one.
  function follow() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else {
      events ??= listen();
    }
  }

  function listen() {
    const source = new EventSource(new URL(`events?page=${PAGE}`, BASE));
    // Nobody has told this page what changed while it was hidden, or while no server ran.
    source.addEventListener("open", () => {
      if (hasListened) refresh();
      hasListened = true;
    });
    source.onmessage = (event) => {
      const notice = JSON.parse(event.data);
      if (notice.stale) refresh();
      else show(notice);
    };
    return source;
  }

  async function page() {
    const answer = await fetch(location.pathname + location.search, {
      cache: "no-store",
      headers: { Accept: "text/html" },
    }).catch(() => null);
    // The server has stopped, or the page is being left: `events` tells when to ask again.
    if (answer === null) return null;
    if (!answer.ok) {
      show({ problems: [], fault: `${answer.status} ${location.pathname}` });
      return null;
    }
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // One after the other: an answer that comes late must not bring back what an edit has changed.
  function refresh() {
    const begin = () => {
      waiting = null;
      return takeIn();
    };
    waiting ??= running.then(begin, begin);
    running = waiting;
    return waiting;
  }

  async function takeIn() {
    const next = await page();
    if (next === null) return;
    if (IS_ABSENT) {
      location.reload();
      return;
    }
    refreshHead(next);
    const unchanged = blocksOf((await former) ?? document);
    former = Promise.resolve(next.cloneNode(true));
    morph(document.body, next.body, unchanged);
    document.title = next.title;
    document.dispatchEvent(new CustomEvent("diglot:changed"));
    await refreshPictures();
  }

  // Style sheets whose address has changed are loaded before the old ones go.
  function refreshHead(next) {
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

  async function refreshPictures() {
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

  function blocksOf(root) {
    return new Set([...root.querySelectorAll("body *")].map((element) => element.outerHTML));
  }

  function morph(old, fresh, unchanged) {
    Idiomorph.morph(old, fresh, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // What is the same in the file stays as the page's scripts have made it.
        beforeNodeMorphed: (node, other) => {
          if (other.nodeType === Node.ELEMENT_NODE) {
            if (saysTheSame(node, other)) return false;
            return node.textContent !== other.textContent || !unchanged.has(other.outerHTML);
          }
          if (node.nodeValue !== other.nodeValue) mark(node);
          return true;
        },
        beforeAttributeUpdated: (name, node) => !(KEPT.has(name) || node === document.body),
        afterNodeAdded: (node) => mark(node),
        beforeNodeRemoved: (node) => !isOfScripts(node, unchanged),
      },
    });
  }

  // A button that a script has put into a block, or something that it has laid over the page.
  function isOfScripts(node, unchanged) {
    if (node.nodeType !== Node.ELEMENT_NODE) return false;
    const isOver = node.parentElement === document.body && !unchanged.has(node.outerHTML);
    return node.matches(".copybtn") || isOver;
  }

  // On the parallel page, words in the language that the reader has chosen.
  function saysTheSame(node, other) {
    const words = node.dataset?.diglotWords;
    return words !== undefined && words === other.dataset.diglotWords;
  }

  function mark(node) {
    const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(
      "article :is(p, li, dt, dd, pre, td, th, figure, h1, h2, h3, h4, h5, h6)",
    );
    if (!block) return;
    block.classList.add(MARK);
    setTimeout(() => block.classList.remove(MARK), MARKED);
  }

  // --- what is wrong with the page

  function show({ problems, fault }) {
    const panel = emptyPanel();
    if (!problems.length && !fault) return;
    const summary = document.createElement("summary");
    summary.textContent = fault ? "!" : `${problems.length}`;
    panel.append(summary);
    if (fault) panel.append(line("", fault));
    for (const { location: place, message, hints } of problems) {
      const shown = place ? `${place.path}${place.line ? `:${place.line}` : ""}` : "";
      panel.append(line(shown, [message, ...(hints ?? [])].join("\n")));
    }
    document.body.append(panel);
  }

  function line(place, text) {
    const row = document.createElement("p");
    if (place) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = place;
      button.addEventListener("click", () => visit(place));
      row.append(button);
    }
    row.append(text);
    return row;
  }

  // Opens the editor, or else copies the place.
  function visit(place) {
    if (!HAS_EDITOR) {
      navigator.clipboard?.writeText(place);
      return;
    }
    fetch(new URL("open", BASE), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ place }),
    });
  }

  // --- from a block to its source

  const MESSAGE = "diglot-block-";

  document.addEventListener("click", async (event) => {
    const clicked = event.altKey && event.target.closest?.("article *");
    if (!clicked) return;
    event.preventDefault();
    const { block, page: address } = (await named(clicked)) ?? {};
    if (!block) return;
    const name = [...block.classList].find((each) => each.startsWith(MESSAGE));
    const asked = new URL(`places?page=${encodeURIComponent(address)}`, BASE);
    const place = (await (await fetch(asked)).json())[name.slice(MESSAGE.length)];
    if (!place) return;
    const places = [place.source, place.catalog].filter(Boolean);
    if (HAS_EDITOR) visit(places.at(-1));
    else navigator.clipboard?.writeText(places.join("\n"));
    const panel = emptyPanel();
    panel.open = true;
    panel.append(document.createElement("summary"), ...places.map((each) => line(each, "")));
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
    return { block: same.find((each) => plain(each) === text), page: address };
  }

  function plain(element) {
    const copy = element?.cloneNode(true);
    for (const each of copy?.querySelectorAll("button, .headerlink") ?? []) each.remove();
    return copy?.textContent.replace(/\s+/g, " ").trim();
  }

  function emptyPanel() {
    document.getElementById(PANEL)?.remove();
    const panel = document.createElement("details");
    panel.id = PANEL;
    panel.open = IS_ABSENT;
    return panel;
  }
})();
