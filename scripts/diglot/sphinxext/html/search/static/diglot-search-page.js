/* The search page: shows what diglotSearch finds while one types. */
"use strict";

(() => {
  const root = document.getElementById("diglot-search");
  const settings = JSON.parse(document.getElementById("diglot-search-settings").textContent);
  const { siblings } = settings;
  /* On the site of two languages, what is searched first and said follows the view. */
  const views = settings.views ?? [];
  const view = () => views.find((one) => one.view === document.documentElement.dataset.diglotView);
  const languages = [...views, ...siblings.filter(({ slug }) => !views.some((one) => one.slug === slug))];
  let here = settings.slug;
  const input = root.querySelector("input[type=search]");
  const status = root.querySelector("[role=status]");
  const lists = root.querySelector(".diglot-found");
  /* The way to the root of this language's site. */
  const up = document.documentElement.dataset.content_root ?? "./";
  const SHOWN = 60;
  const SECTIONS = 3;
  const AROUND = 60;

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  /** Text with its words in <mark>. */
  const marked = (text, words) => {
    const pieces = [];
    let at = 0;
    for (const [start, end] of diglotSearch.places(text, words)) {
      pieces.push(text.slice(at, start), make("mark", "", text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at)];
  };

  /** A piece of a text around the first of the words. */
  const snippet = (text, words) => {
    const line = text.replace(/\s+/g, " ");
    const first = diglotSearch.places(line, words)[0]?.[0] ?? 0;
    let start = Math.max(0, first - AROUND);
    /* Not inside a Latin word. */
    while (start > 0 && start > first - 2 * AROUND && /[A-Za-z]/.test(line[start - 1])) start -= 1;
    const end = Math.min(line.length, first + 2 * AROUND);
    return [start > 0 ? "…" : "", ...marked(line.slice(start, end), words), end < line.length ? "…" : ""];
  };

  const link = (page, section) => {
    const element = make("a");
    element.href = up + page.address + (section?.anchor ? `#${encodeURIComponent(section.anchor)}` : "");
    return element;
  };

  const showHit = (page, hit, words) => {
    const item = make("li", "diglot-hit");
    const own = hit.slug === here ? hit.section : diglotSearch.counterpart(page, hit.section.anchor);
    const anchor = link(page, own);
    anchor.append(...marked(own.heading || page.title, words));
    if (own.anchor) item.append(make("p", "diglot-hit-heading", anchor));
    item.append(make("p", "diglot-snippet", ...snippet(own.text, words)));
    if (hit.slug !== here) {
      const text = make("p", "diglot-snippet diglot-foreign", ...snippet(`${hit.section.heading}: ${hit.section.text}`, words));
      text.lang = languages.find((one) => one.slug === hit.slug).lang;
      item.append(text);
    }
    return item;
  };

  /** The titles of a page in the other language of a site of two, where both are shown. */
  const otherTitles = (page, words) =>
    (view() ? [] : views)
      .filter((one) => one.slug !== here)
      .map((one) => ({ one, title: diglotSearch.languages.get(one.slug)?.get(page.docname)?.title }))
      .filter(({ title }) => title && title !== page.title)
      .map(({ one, title }) => {
        const other = make("span", "diglot-title-other", ...marked(title, words));
        other.lang = one.lang;
        return other;
      });

  const showPage = ({ page, hits }, words) => {
    const title = link(page);
    title.append(...marked(page.title, words));
    const whole = hits.filter((hit) => hit.all);
    const shown = (whole.length ? whole : hits).slice(0, SECTIONS);
    const sections = make("ul", "diglot-hits", ...shown.map((hit) => showHit(page, hit, words)));
    return make("li", "diglot-page", make("h2", "", title, ...otherTitles(page, words)), sections);
  };

  /* The first pages at once, the rest a moment later, unless the query has changed by then. */
  const showList = (found, words, className) => {
    const list = make("ol", className);
    const more = () => {
      const shown = list.children.length;
      list.append(...found.slice(shown, shown + SHOWN).map((one) => showPage(one, words)));
      if (list.children.length < found.length) setTimeout(() => list.isConnected && more());
    };
    more();
    return list;
  };

  /** A message in the language of each view; `values` is asked for what goes into it. */
  const say = (name, values = () => ({})) => {
    const chosen = view() ?? (views.length ? undefined : settings);
    const said = (chosen ? [chosen] : views).map(({ words }) =>
      words[name].replace(/%(?:\((\w+)\))?s/g, (_, key) => values(words)[key ?? "value"]),
    );
    return said.join(" · ");
  };

  const show = () => {
    here = view()?.slug ?? settings.slug;
    const query = input.value.trim();
    const result = diglotSearch.find(query, here);
    const { words, stemmed, own, other } = result;
    const total = own.length + other.length;
    const notes = stemmed.map(({ word, stem }) => say("stem", () => ({ word, stem })));
    const sum = total === 0 ? say("none") : total === 1 ? say("one") : say("many", () => ({ value: total }));
    status.textContent = query ? [...notes, sum].join(" ") : "";
    lists.replaceChildren();
    if (own.length) lists.append(showList(own, words, "diglot-own"));
    if (other.length) {
      const names = languages.filter((one) => other.some(({ hits }) => hits.some((hit) => hit.slug === one.slug)));
      const value = (words) => names.map(({ slug }) => words.names[slug]).join(", ");
      lists.append(make("p", "diglot-found-other", say("other", (words) => ({ value: value(words) }))));
      lists.append(showList(other, words, "diglot-other"));
    }
    root.dataset.query = query;
  };

  const keepAddress = () => {
    const address = new URL(location.href);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
  };

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      show();
      keepAddress();
    }, 80);
  };
  /* While an input method composes, its letters are no words yet. */
  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);

  const targets = () => [input, ...lists.querySelectorAll("a")];
  root.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = targets();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      all[Math.min(all.length - 1, Math.max(0, at + step))].focus();
    } else if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      clearTimeout(waiting);
      show();
      lists.querySelector("a")?.click();
    }
  });

  /* Sphinx's own script marks the words on the page one goes to. */
  lists.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    keepAddress();
    try {
      localStorage.setItem("sphinx_highlight_terms", input.value.trim());
    } catch {
      /* Then they are not marked. */
    }
  });

  const load = ({ data }) =>
    new Promise((done) => {
      const script = make("script");
      script.src = up + data;
      /* A language may not be published here: its texts are then not looked through. */
      script.onload = script.onerror = done;
      document.head.append(script);
    });

  document.documentElement.addEventListener("diglot-view", show);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  root.hidden = false;
  show();
  if (!input.value) input.focus();
  Promise.all(siblings.map(load)).then(() => {
    show();
    root.dataset.ready = "";
  });
})();
