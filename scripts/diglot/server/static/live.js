// What makes a served page live: it asks to be told of changes, and takes in what has changed.
(() => {
  const BASE = new URL(".", document.currentScript.src);
  const PAGE = encodeURIComponent(location.pathname);
  const MARK = "diglot-live-changed";
  const MARKED = 1500; // milliseconds
  const PANEL = "diglot-live-panel";
  // Attributes that scripts and readers change: whoever set them knows better than the file.
  const KEPT = new Set(["open", "checked", "style"]);

  // The page as it came from the server last: scripts have changed the one that is shown.
  let former = page();

  const events = new EventSource(new URL(`events?page=${PAGE}`, BASE));
  events.onmessage = async (event) => {
    const notice = JSON.parse(event.data);
    if (notice.stale) {
      await refresh();
    } else {
      show(notice);
    }
  };

  async function page() {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  async function refresh() {
    const next = await page();
    if (next === null) return;
    refreshHead(next);
    const article = document.querySelector("article") ? "article" : "body";
    const unchanged = blocksOf((await former) ?? document);
    former = Promise.resolve(next.cloneNode(true));
    for (const selector of [article, ".sidebar-tree", ".toc-tree", "header .header-center"]) {
      const [old, fresh] = [document.querySelector(selector), next.querySelector(selector)];
      if (old && fresh) morph(old, fresh, unchanged);
    }
    document.title = next.title;
    document.dispatchEvent(new CustomEvent("diglot:changed"));
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
            return node.textContent !== other.textContent || !unchanged.has(other.outerHTML);
          }
          if (node.nodeValue !== other.nodeValue) mark(node);
          return true;
        },
        beforeAttributeUpdated: (name, node) => !(KEPT.has(name) || node === document.body),
        afterNodeAdded: (node) => mark(node),
      },
    });
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
    document.getElementById(PANEL)?.remove();
    if (!problems.length && !fault) return;
    const panel = document.createElement("details");
    panel.id = PANEL;
    const summary = document.createElement("summary");
    summary.textContent = fault ? "!" : `${problems.length}`;
    panel.append(summary);
    if (fault) panel.append(line("", fault));
    for (const { location: place, severity, message, hints } of problems) {
      const shown = place ? `${place.path}${place.line ? `:${place.line}` : ""}` : "";
      panel.append(line(shown, [`${severity}: ${message}`, ...(hints ?? [])].join("\n")));
    }
    document.body.append(panel);
  }

  function line(place, text) {
    const row = document.createElement("p");
    if (place) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = place;
      button.addEventListener("click", () => navigator.clipboard?.writeText(place));
      row.append(button);
    }
    row.append(text);
    return row;
  }

  // --- from a block to its source

  document.addEventListener("click", async (event) => {
    const block = event.altKey && event.target.closest?.("[class*=diglot-block-]");
    if (!block) return;
    event.preventDefault();
    const name = [...block.classList].find((each) => each.startsWith("diglot-block-"));
    const places = await (await fetch(new URL(`places?page=${PAGE}`, BASE))).json();
    const place = places[name.slice("diglot-block-".length)];
    if (!place) return;
    const text = [place.source, place.catalog].filter(Boolean).join("\n");
    navigator.clipboard?.writeText(text);
    document.getElementById(PANEL)?.remove();
    const panel = document.createElement("details");
    panel.id = PANEL;
    panel.open = true;
    panel.append(document.createElement("summary"));
    for (const each of text.split("\n")) panel.append(line(each, ""));
    document.body.append(panel);
  });
})();
