// How far messages are, on the page and in the book. What a check objects to is "flagged".
import { get } from "./api.mjs";
import { element } from "./dom.mjs";

const KINDS = ["translated", "flagged", "stale", "fuzzy", "untranslated", "missing", "unreadable"];
const PAUSE = 5000; // milliseconds after a change until the whole book is looked at again

export class Tally {
  page = element("div", { class: "count" });
  book = element("div", { class: "count" });
  // The names of what is flagged, by page.
  #flagged = new Map();
  #timer = 0;

  // `changed` is called once something else is flagged.
  constructor({ words, counts, changed, fault }) {
    Object.assign(this, { words, counts, changed, fault });
  }

  kind({ id, state }, page) {
    return state === "translated" && this.#flagged.get(page)?.has(id) ? "flagged" : state;
  }

  // Shows the numbers of a page, which are those of its messages, and of the book.
  show(page, messages) {
    this.counts[page] = {};
    for (const { state } of messages) this.counts[page][state] = (this.counts[page][state] ?? 0) + 1;
    this.#showOne(this.page, this.words.page, this.#numbers(page));
    const all = {};
    for (const counted of Object.keys(this.counts)) {
      for (const [kind, number] of Object.entries(this.#numbers(counted))) all[kind] = (all[kind] ?? 0) + number;
    }
    this.#showOne(this.book, this.words.book, all);
  }

  has(page, kinds) {
    const numbers = this.#numbers(page);
    return kinds.some((kind) => numbers[kind] > 0);
  }

  // Asks what is flagged on a page at once, and in the book when there is time.
  async look(page) {
    try {
      this.#take(await get("flagged", { page }));
    } catch (error) {
      this.fault(error);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => get("flagged").then((found) => this.#take(found, true), this.fault), PAUSE);
  }

  #take(found, isAll = false) {
    const former = this.#flagged;
    this.#flagged = new Map(isAll ? [] : former);
    for (const [page, names] of Object.entries(found)) this.#flagged.set(page, new Set(names));
    const written = (flagged) => JSON.stringify([...flagged].map(([page, names]) => [page, ...names]));
    if (written(former) !== written(this.#flagged)) this.changed();
  }

  #numbers(page) {
    const numbers = this.counts[page] ?? {};
    const flagged = Math.min(this.#flagged.get(page)?.size ?? 0, numbers.translated ?? 0);
    return { ...numbers, flagged, translated: (numbers.translated ?? 0) - flagged };
  }

  #showOne(holder, label, numbers) {
    const total = KINDS.reduce((sum, kind) => sum + (numbers[kind] ?? 0), 0);
    const { flagged, translated } = numbers;
    const bar = element("span", { class: "meter" });
    for (const kind of KINDS) {
      const part = element("i", { "data-state": kind });
      part.style.flexGrow = numbers[kind] ?? 0;
      bar.append(part);
    }
    const named = KINDS.filter((kind) => numbers[kind]).map((kind) => `${this.words[kind]}: ${numbers[kind]}`);
    holder.title = named.join("\n");
    holder.replaceChildren(element("span", {}, `${label} ${translated + flagged}/${total}`), bar);
  }
}
