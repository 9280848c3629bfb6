/* The search page: shows what diglotSearch finds while one types. */
"use strict";

(async () => {
  const root = await diglotSearch.place;
  document.querySelector(".diglot-without-scripts").remove();
  const settings = JSON.parse(root.dataset.settings);
  const { up, siblings } = settings;
  /* On the site of two languages, what is searched first and said follows the view. */
  const views = settings.views ?? [];
  const view = () => views.find((language) => language.view === document.documentElement.dataset.diglotView);
  const languages = [settings, ...siblings];
  let here = settings.slug;
  const input = root.querySelector("input[type=search]");
  const status = root.querySelector("[role=status]");
  const lists = root.querySelector(".diglot-found");
  const { FIRST, early } = diglotSearch;
  const SHOWN = 10;
  const SECTIONS = 3;
  const AROUND = 60;
  const PAUSE = 80;

  const make = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  /** The languages to be searched: the reader's, then the others. */
  const ordered = () => {
    const mine = (language) => language.slug === here;
    return [...languages.filter(mine), ...languages.filter((language) => !mine(language))];
  };
  const languageOf = (slug) => languages.find((language) => language.slug === slug);
  const textOf = async (slug, name) => (await diglotSearch.indexOf(languageOf(slug))).text(name);

  /** Text with what was found in <mark>. */
  const marked = (text, patterns, simplified) => {
    const pieces = [];
    let at = 0;
    for (const [start, end] of diglotSearch.places(text, patterns, simplified)) {
      pieces.push(text.slice(at, start), make("mark", "", text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at)];
  };

  /** A piece of a text around the first of the words, where most of them stand together. */
  const snippet = (text, patterns, simplified) => {
    const line = text.replace(/\s+/g, " ");
    const places = diglotSearch.places(line, patterns, simplified).map(([start]) => start);
    const near = (from) => places.filter((place) => place >= from && place < from + 2 * AROUND).length;
    const first = places.reduce((best, place) => (near(place) > near(best) ? place : best), places[0] ?? 0);
    let start = Math.max(0, first - AROUND);
    /* Not inside a Latin word. */
    while (start > 0 && start > first - 2 * AROUND && /[A-Za-z]/.test(line[start - 1])) start -= 1;
    const end = Math.min(line.length, first + 2 * AROUND);
    const shown = marked(line.slice(start, end), patterns, simplified);
    return [start > 0 ? "…" : "", ...shown, end < line.length ? "…" : ""];
  };

  const link = (page, section) => {
    const element = make("a");
    element.href = (up + page.address || "./") + (section?.anchor ? `#${encodeURIComponent(section.anchor)}` : "");
    return element;
  };

  const showHit = async (page, name, hit, patterns) => {
    const item = make("li", "diglot-hit");
    const { simplified } = await diglotSearch.indexOf(languageOf(hit.slug));
    const there = hit.slug === here ? page : await textOf(hit.slug, name);
    const section = there.sections[hit.section];
    /* The section in the reader's language that stands where the other one does. */
    const own = hit.slug === here ? section : (page.sections.find((other) => other.anchor === section?.anchor) ?? page.sections[0]);
    if (!section || !own) return item;
    const anchor = link(page, own);
    anchor.append(...marked(own.heading || page.title, patterns, simplified));
    if (own.anchor) item.append(make("p", "diglot-hit-heading", anchor));
    item.append(make("p", "diglot-snippet", ...snippet(own.text, patterns, simplified)));
    if (hit.slug !== here) {
      const text = make("p", "diglot-snippet diglot-foreign", ...snippet(`${section.heading}: ${section.text}`, patterns, simplified));
      text.lang = languageOf(hit.slug).lang;
      text.dir = "auto";
      item.append(text);
    }
    return item;
  };

  /** The titles of a page in the other language of a site of two, where both are shown. */
  const otherTitles = async (page, name, patterns) => {
    const others = (view() ? [] : views).filter((language) => language.slug !== here);
    const titles = await Promise.all(others.map(async (language) => ({ language, title: (await textOf(language.slug, name)).title })));
    return titles
      .filter(({ title }) => title && title !== page.title)
      .map(({ language, title }) => {
        const other = make("span", "diglot-title-other", ...marked(title, patterns));
        other.lang = language.lang;
        other.dir = "auto";
        return other;
      });
  };

  const showPage = async ({ name, hits }, patterns) => {
    const found = hits();
    const whole = found.filter((hit) => hit.all);
    const shown = (whole.length ? whole : found).slice(0, SECTIONS);
    /* The texts of all languages are asked for at once. */
    const [page] = await Promise.all([here, ...shown.map(({ slug }) => slug)].map((slug) => textOf(slug, name)));
    const title = link(page);
    const { simplified } = await diglotSearch.indexOf(languageOf(here));
    title.append(...marked(page.title, patterns, simplified));
    const sections = await Promise.all(shown.map((hit) => showHit(page, name, hit, patterns)));
    const heading = make("h2", "", title, ...(await otherTitles(page, name, patterns)));
    return make("li", "diglot-page", heading, make("ul", "diglot-hits", ...sections));
  };

  /* A few pages at once, whose texts come fast; those of the rest are loaded when one comes near the end. */
  const showList = (found, patterns, className) => {
    const list = make("ol", className);
    const end = make("div", "diglot-more");
    const more = async (count) => {
      const shown = list.children.length;
      list.append(...(await Promise.all(found.slice(shown, shown + count).map((result) => showPage(result, patterns)))));
    };
    const watch = new IntersectionObserver(async ([{ isIntersecting }]) => {
      if (!isIntersecting || !end.isConnected) return;
      watch.unobserve(end);
      await more(SHOWN);
      if (list.children.length < found.length) watch.observe(end);
      else end.remove();
    }, { rootMargin: "400px" });
    return more(FIRST).then(() => {
      if (list.children.length < found.length) watch.observe(end);
      return [list, end];
    });
  };

  /** A message in the language of each view; `values` is asked for what goes into it. */
  const say = (name, values = () => ({})) => {
    const chosen = view() ?? (views.length ? undefined : settings);
    const said = (chosen ? [chosen] : views).map(({ words }) =>
      words[name].replace(/%(?:\((\w+)\))?s/g, (_, key) => values(words)[key ?? "value"]),
    );
    return said.join(" · ");
  };

  const namesOf = (some) => (words) => ({ value: some.map(({ slug }) => words.names[slug]).join(", ") });

  const summary = ({ own, other, notes, some }) => {
    const total = own.length + other.length;
    const said = notes.map(({ typed, instead }) => say("instead", () => ({ word: typed, stem: instead })));
    if (some) said.push(say("some"));
    said.push(total === 0 ? say("none") : total === 1 ? say("one") : say("many", () => ({ value: total })));
    return said.join(" ");
  };

  /** What else can be looked through, at the end of the results in the reader's language. */
  const offer = (result, wide) => {
    const others = ordered().slice(1);
    if (wide || !result.own.length || result.other.length || !others.length) return [];
    const button = make("button", "diglot-wider", say("wider", namesOf(others)));
    button.type = "button";
    button.addEventListener("click", () => show(true));
    return [button];
  };

  let asked = 0;
  const show = async (wide = false) => {
    here = view()?.slug ?? settings.slug;
    asked += 1;
    const number = asked;
    const isOld = () => number !== asked;
    const query = input.value.trim();
    const isFirst = number === 1 && query === early.query && early.found;
    const result = await (isFirst ? early.found : diglotSearch.find(query, ordered(), wide));
    if (isOld()) return;
    const { own, other, patterns } = result;
    const parts = own.length ? await showList(own, patterns, "diglot-own") : [];
    if (other.length) {
      const names = ordered().slice(1).filter(({ slug }) => other.some(({ hits }) => hits().some((hit) => hit.slug === slug)));
      parts.push(make("p", "diglot-found-other", say("other", namesOf(names))));
      parts.push(...(await showList(other, patterns, "diglot-other")));
    }
    if (isOld()) return;
    status.textContent = query ? summary(result) : "";
    lists.replaceChildren(...parts, ...offer(result, wide));
    root.dataset.query = query;
    const inside = own.length ? await diglotSearch.findInside(result, languageOf(here)) : { pages: [] };
    if (!inside.pages.length || isOld()) return;
    const more = await showList(inside.pages, inside.patterns, "diglot-inside");
    if (isOld()) return;
    lists.append(make("p", "diglot-found-other", say("inside")), ...more);
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
    }, PAUSE);
  };
  /* While an input method composes, its letters are no words yet; WebKit ends that before the key. */
  const composes = (event) => event.isComposing || event.keyCode === 229;
  input.addEventListener("input", (event) => composes(event) || later());
  input.addEventListener("compositionend", later);

  const targets = () => [input, ...lists.querySelectorAll("a, button")];
  root.addEventListener("keydown", async (event) => {
    if (composes(event)) return;
    const all = targets();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      all[Math.min(all.length - 1, Math.max(0, at + step))].focus();
    } else if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      clearTimeout(waiting);
      if (root.dataset.query !== input.value.trim()) await show();
      lists.querySelector("a")?.click();
    }
  });

  /* Sphinx's own script marks the words on the page one goes to. */
  lists.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    keepAddress();
    try {
      localStorage.setItem("sphinx_highlight_terms", input.value.trim().replace(/["“”「」]/g, ""));
    } catch {
      /* Then they are not marked. */
    }
  });

  document.documentElement.addEventListener("diglot-view", () => show());
  input.value ||= new URLSearchParams(location.search).get("q") ?? "";
  root.hidden = false;
  input.focus();
  show().then(() => {
    root.dataset.ready = "";
  });
})();
