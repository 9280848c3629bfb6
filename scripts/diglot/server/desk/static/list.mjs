// The list beside the page: its messages, those of the book that a search finds, those reviewed.
import { get } from "./api.mjs";
import { element, numbered } from "./dom.mjs";

const FILTERS = ["all", "unfinished", "stale", "fuzzy", "untranslated", "flagged"];
const UNFINISHED = ["stale", "fuzzy", "untranslated"];
const PAUSE = 200; // milliseconds without a key, after which words are looked for

export class List {
  #filter = "all";
  #isWhole = false;
  #found = null;
  #timer = 0;
  #asked = 0;

  // `desk` tells what is to be listed: messages, page, kind, current, review, isSeen.
  constructor(holder, { words, search, desk, choose, fault }) {
    Object.assign(this, { words, search, desk, choose, fault });
    const button = (name, attributes) => element("button", { type: "button", ...attributes }, words[name]);
    this.filters = FILTERS.map((name) =>
      button(name, { "aria-pressed": String(name === "all"), onclick: () => this.#filterBy(name) }),
    );
    this.scope = button("wholeBook", { "aria-pressed": "false", onclick: () => this.turnWhole() });
    this.more = element("p", { class: "none", role: "status" });
    this.rows = element("ul", { class: "rows" });
    const group = element("div", { class: "filters", role: "group", "aria-label": words.messages }, this.scope, this.filters);
    // A part as high as all that is in it: the filters stay in sight down to its end.
    holder.append(element("div", {}, group, this.more, this.rows));
    search.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.look(), PAUSE);
    });
  }

  // From the page to the whole book, and back.
  turnWhole() {
    this.#isWhole = !this.#isWhole;
    this.scope.setAttribute("aria-pressed", String(this.#isWhole));
    document.body.classList.add("with-list");
    this.look();
  }

  // Looks for what the whole book has, if that is asked for.
  async look() {
    const number = ++this.#asked;
    const words = this.search.value.trim();
    let found = null;
    try {
      if (words || this.#isWhole) found = await get("find", { words, kind: this.#filter });
    } catch (error) {
      this.fault(error);
    }
    if (number !== this.#asked) return;
    this.#found = found;
    if (words) document.body.classList.add("with-list");
    this.show();
  }

  show() {
    const { desk, words } = this;
    const { review } = desk;
    const here = () => desk.messages.filter((message) => this.#passes(message));
    const shown = review.isOn ? review.messages : (this.#found?.messages ?? here());
    const more = review.isOn ? 0 : (this.#found?.number ?? 0);
    this.more.textContent = more > shown.length ? `${numbered(words.found, more)} ${numbered(words.shown, shown.length)}` : "";
    this.rows.replaceChildren(
      ...shown.map((message) => this.#row(message)),
      ...(shown.length ? [] : [element("li", { class: "none" }, words.nothing)]),
    );
  }

  mark(message) {
    for (const button of this.rows.querySelectorAll("button")) {
      button.setAttribute("aria-current", String(button.dataset.id === message.id));
    }
    this.current?.scrollIntoView({ block: "nearest" });
  }

  get current() {
    return this.rows.querySelector("[aria-current=true]");
  }

  focus() {
    document.body.classList.add("with-list");
    (this.current ?? this.rows.querySelector("button"))?.focus();
  }

  #filterBy(name) {
    this.#filter = name;
    this.filters.forEach((button, number) => {
      button.setAttribute("aria-pressed", String(FILTERS[number] === name));
    });
    if (this.#found || this.#isWhole) this.look();
    else this.show();
  }

  #passes(message) {
    const kind = this.desk.kind(message);
    return this.#filter === "all" || kind === this.#filter || (this.#filter === "unfinished" && UNFINISHED.includes(kind));
  }

  #row(message) {
    const { desk, words } = this;
    const kind = desk.kind(message);
    const isHere = message.page === desk.page;
    const look = desk.review.isDone(message) ? "done" : !isHere || desk.isSeen(message) ? "" : "unseen";
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          "data-state": kind,
          "data-id": message.id,
          class: look,
          "aria-current": String(message.id === desk.current?.id),
          title: words[kind],
          onclick: () => this.choose(message),
        },
        element("span", {}, message.source),
        element("small", {}, message.version?.msgstr[0] ?? ""),
      ),
    );
  }
}
