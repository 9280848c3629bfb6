/* Calls up the other language of a block; its texts are loaded when the first one is asked for. */
"use strict";

(() => {
  const own = document.currentScript;
  const words = JSON.parse(own.dataset.words);
  const PREFIX = "diglot-block-";
  const ICON =
    '<svg aria-hidden="true" viewBox="0 0 24 24"><path d="M3 5h9M7.500 3v2M10.500 5c-.9 3.700-3.300 6.200-7 8M5.500 8.500c1 1.900 2.800 3.300 5 4.500M12.500 20.500l4-10 4 10M14 17h5"/></svg>';
  /* What is asked for below these would leave its list or its table. */
  const CLOSED = "dt, th, td, caption, figcaption, .caption";

  let loading;
  const load = () =>
    (loading ??= new Promise((resolve, reject) => {
      globalThis.diglotBlocks = resolve;
      const script = document.createElement("script");
      script.src = own.dataset.blocks;
      script.addEventListener("error", reject);
      document.head.append(script);
    }));

  const nameOf = (block) => [...block.classList].find((name) => name.startsWith(PREFIX)).slice(PREFIX.length);

  const other = (texts, name) => {
    const box = document.createElement("div");
    box.className = "diglot-other";
    for (const [language, blocks] of Object.entries(texts)) {
      if (!(name in blocks)) continue;
      const text = document.createElement("div");
      text.lang = language;
      text.dir = "auto";
      text.innerHTML = blocks[name]; /* made of escaped text when the site was built */
      box.append(text);
    }
    if (!box.childElementCount) {
      box.classList.add("diglot-other-none");
      box.textContent = words.none;
    }
    return box;
  };

  const label = (mark, open) => {
    mark.setAttribute("aria-expanded", String(open));
    mark.setAttribute("aria-label", open ? words.hide : words.show);
    mark.title = open ? words.hide : words.show;
  };

  const toggle = async (block, mark) => {
    const shown = document.getElementById(mark.getAttribute("aria-controls"));
    if (shown) {
      shown.remove();
      mark.removeAttribute("aria-controls");
      label(mark, false);
      return;
    }
    const box = other(await load(), nameOf(block));
    if (mark.hasAttribute("aria-controls")) return; /* asked for twice while it was loading */
    box.id = `diglot-other-${marks.indexOf(mark)}`;
    if (block.matches(CLOSED)) block.append(box);
    else block.after(box);
    mark.setAttribute("aria-controls", box.id);
    label(mark, true);
  };

  /* Of all marks, one is on the way of the Tab key; arrows lead from it to the others. */
  const marks = [];
  const go = (mark) => {
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1;
    mark.focus();
  };
  const steps = {
    ArrowDown: (at) => at + 1,
    ArrowUp: (at) => at - 1,
    Home: () => 0,
    End: () => marks.length - 1,
  };

  for (const block of document.querySelectorAll(`[class*="${PREFIX}"]`)) {
    if (block.closest("a, button, label, nav, summary")) continue;
    const mark = document.createElement("button");
    mark.type = "button";
    mark.className = "diglot-mark";
    mark.innerHTML = ICON;
    mark.tabIndex = marks.length ? -1 : 0;
    label(mark, false);
    mark.addEventListener("click", () => toggle(block, mark));
    mark.addEventListener("keydown", (event) => {
      const next = marks[steps[event.key]?.(marks.indexOf(mark))];
      if (next) {
        event.preventDefault();
        go(next);
      }
    });
    marks.push(mark);
    /* Themes space the last paragraph of a block in another way: it stays the last. */
    const last = block.querySelector(`:scope > p:last-child:not([class*="${PREFIX}"])`);
    (last ?? block).append(mark);
  }

  /* A term near the end of the line shows its counterpart to the other side. */
  for (const term of document.querySelectorAll("a[data-diglot-translation]")) {
    const lean = () => {
      const late = term.getBoundingClientRect().left > document.documentElement.clientWidth / 2;
      term.toggleAttribute("data-diglot-edge", late);
    };
    term.addEventListener("pointerenter", lean);
    term.addEventListener("focus", lean);
  }
})();
