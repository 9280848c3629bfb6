/* The parallel text under the reader's hand: views, swapped sides, a menu for each pair. */
"use strict";

(() => {
  const root = document.documentElement;
  const views = document.querySelector(".diglot-views");
  if (!views) return;
  const words = JSON.parse(views.dataset.words);
  const SIDES = ["source", "target"];
  const article = views.parentElement;

  const remember = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* The choice then holds for this page alone. */
    }
  };

  /* --- words around the text: in the language the reader chose, else in both */
  const chosen = ([source, target, both]) => ({ source, target })[root.dataset.diglotView] ?? both;
  const say = (name) => {
    const [source, target] = SIDES.map((side) => words[side][name]);
    return chosen([source, target, source === target ? source : `${source} · ${target}`]);
  };
  const [sourceLang, targetLang] = root.dataset.diglotLangs.split(" ");

  const speak = () => {
    root.lang = root.dataset.diglotView === "target" ? targetLang : sourceLang;
    const side = document.querySelector(`.diglot-side[lang="${root.lang}"]`);
    if (side?.dir) root.dir = side.dir;
    for (const element of document.querySelectorAll("[data-diglot-words]")) {
      for (const [name, texts] of Object.entries(JSON.parse(element.dataset.diglotWords))) {
        if (name === "text") element.textContent = chosen(texts);
        else element.setAttribute(name, chosen(texts));
      }
    }
    for (const mark of document.querySelectorAll("button.diglot-mark")) {
      mark.title = say("actions");
      mark.setAttribute("aria-label", mark.title);
    }
    root.dispatchEvent(new Event("diglot-view"));
  };

  /* As high as Furo's header, in pixels. */
  const HEADER = 56;

  /* --- views: what the reader looks at stays where it is */
  const anchor = () => {
    const blocks = [...article.querySelectorAll(".diglot-pair, p, li, pre, figure, table")];
    const seen = blocks.filter((block) => block.getBoundingClientRect().height);
    /* The first that is whole, below a header; else the first of which something is left. */
    return (
      seen.find((block) => block.getBoundingClientRect().top >= HEADER) ??
      seen.find((block) => block.getBoundingClientRect().bottom > HEADER)
    );
  };

  const inPlace = (change) => {
    const block = anchor();
    const before = block?.getBoundingClientRect().top;
    change();
    if (block) {
      const moved = block.getBoundingClientRect().top - before;
      scrollBy({ top: moved, behavior: "instant" });
    }
  };

  const choices = views.querySelectorAll("[data-view]");
  const swap = views.querySelector(".diglot-swap");
  const show = () => {
    for (const choice of choices) choice.setAttribute("aria-pressed", String(choice.dataset.view === root.dataset.diglotView));
    swap.setAttribute("aria-pressed", String(root.dataset.diglotSides === "swapped"));
    swap.disabled = root.dataset.diglotView !== "both";
  };
  show();
  for (const choice of choices) {
    choice.addEventListener("click", () => {
      inPlace(() => {
        root.dataset.diglotView = choice.dataset.view;
        /* The page's language has a part in how high its lines are. */
        speak();
      });
      remember("diglot-view", choice.dataset.view);
      show();
    });
  }
  swap.addEventListener("click", () => {
    const sides = root.dataset.diglotSides === "swapped" ? "plain" : "swapped";
    inPlace(() => (root.dataset.diglotSides = sides));
    remember("diglot-sides", sides);
    show();
  });

  /* --- a selection stays in the language it begins in */
  article.addEventListener("pointerdown", (event) => {
    const side = event.target.closest(".diglot-side");
    if (side) root.dataset.diglotSelecting = side.dataset.side;
    else delete root.dataset.diglotSelecting;
  });

  /* --- the menu of a pair */
  const status = document.querySelector(".diglot-status");
  let clearing;
  const tell = (text) => {
    status.textContent = text;
    clearTimeout(clearing);
    clearing = setTimeout(() => (status.textContent = ""), 2000);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(say("copied"));
    } catch {
      tell(say("failed"));
    }
  };

  const textOf = (pair, side) => {
    const element = pair.querySelector(`.diglot-side[data-side="${side}"]`);
    // biome-ignore lint/performance/useDomNodeTextContent: only innerText breaks lines where readers see them
    return (element.innerText || element.textContent).trim();
  };

  const linkTo = (pair) => {
    const id = pair.id || pair.closest("[id]").id;
    return `${location.href.split("#")[0]}#${encodeURIComponent(id)}`;
  };

  const items = [
    ["copySource", (pair) => textOf(pair, "source")],
    ["copyTarget", (pair) => textOf(pair, "target")],
    ["copyLink", linkTo],
  ];

  let menu;
  const close = (focus) => {
    if (!menu) return;
    const { mark, box } = menu;
    menu = undefined;
    box.remove();
    mark.setAttribute("aria-expanded", "false");
    if (focus) mark.focus();
  };

  const open = (pair, mark) => {
    close();
    const box = document.createElement("div");
    box.className = "diglot-menu";
    box.setAttribute("role", "menu");
    box.setAttribute("aria-label", say("actions"));
    for (const [name, text] of items) {
      const item = document.createElement("button");
      item.type = "button";
      item.setAttribute("role", "menuitem");
      item.tabIndex = -1;
      item.textContent = say(name);
      item.addEventListener("click", () => {
        const copied = text(pair);
        close(true);
        copy(copied);
      });
      box.append(item);
    }
    box.addEventListener("keydown", (event) => {
      const all = [...box.children];
      const at = all.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        all.at(to % all.length).focus();
      } else if (event.key === "Escape") {
        close(true);
      } else if (event.key === "Tab") {
        close();
      }
    });
    article.append(box);
    const at = mark.getBoundingClientRect();
    const around = article.getBoundingClientRect();
    const left = Math.min(at.left - around.left, around.width - box.offsetWidth);
    box.style.left = `${Math.max(0, left)}px`;
    box.style.top = `${at.bottom + 4 - around.top}px`;
    mark.setAttribute("aria-expanded", "true");
    menu = { mark, box };
    box.firstElementChild.focus();
  };

  document.addEventListener("pointerdown", (event) => {
    if (menu && !menu.box.contains(event.target) && !menu.mark.contains(event.target)) close();
  });

  /* Of all marks, one is on the way of the Tab key; arrows lead from it to the others. */
  let marks = [];
  const steps = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => at - 1,
    Home: () => 0,
    End: () => marks.length - 1,
  };
  const addMarks = () => {
    for (const pair of article.querySelectorAll(".diglot-pair")) {
      /* A caption around a pair has the words of that alone. */
      if (pair.querySelector(":scope > .diglot-mark, .diglot-pair")) continue;
      if (pair.closest("a, button, label, nav, summary, caption, .admonition-title")) continue;
      const mark = document.createElement("button");
      mark.type = "button";
      mark.className = "diglot-mark";
      mark.tabIndex = -1;
      mark.setAttribute("aria-haspopup", "menu");
      mark.setAttribute("aria-expanded", "false");
      mark.innerHTML = '<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M6 12h.01M12 12h.01M18 12h.01"/></svg>';
      mark.addEventListener("click", () => (menu?.mark === mark ? close(true) : open(pair, mark)));
      mark.addEventListener("keydown", (event) => {
        const next = marks[steps[event.key]?.(marks.indexOf(mark))];
        if (next) {
          event.preventDefault();
          for (const other of marks) other.tabIndex = other === next ? 0 : -1;
          next.focus();
        }
      });
      pair.append(mark);
    }
    marks = [...article.querySelectorAll("button.diglot-mark")];
    for (const [at, mark] of marks.entries()) mark.tabIndex = at ? -1 : 0;
  };
  addMarks();
  speak();
  /* A live preview has changed some of the blocks. */
  document.addEventListener("diglot:changed", () => {
    addMarks();
    speak();
  });

  /* The sites of one language have the sections of a page, but not its pairs. */
  for (const link of document.querySelectorAll("a[data-diglot-language]")) {
    for (const event of ["pointerdown", "focus", "click"]) {
      link.addEventListener(event, () => {
        const pair = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (pair?.matches(".diglot-pair")) link.hash = pair.closest("section[id]")?.id ?? "";
      });
    }
  }
})();
