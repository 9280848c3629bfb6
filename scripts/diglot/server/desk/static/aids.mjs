// What helps with a message: its codes, terms, what is like it, the same elsewhere, concordance.
import { post } from "./api.mjs";
import { difference, element } from "./dom.mjs";
import { named } from "./keys.mjs";

export class Aids {
  // How many other messages of the same source have no translation yet.
  fillable = 0;
  #codes = [];
  #code = 0;
  #asked = 0;

  constructor({ words, keys, editor, fault, fills, choose }) {
    Object.assign(this, { words, keys, editor, fault, fills, choose });
    this.codes = element("div", { class: "codes" });
    this.terms = element("section", {});
    this.similar = element("section", {});
    this.same = element("section", {});
    this.search = element("input", {
      type: "search",
      placeholder: words.concordance,
      "aria-label": words.concordance,
      onchange: () => this.#look(),
    });
    this.found = element("div", {});
    this.concordance = element("section", {}, element("h2", {}, words.concordance), this.search, this.found);
    this.parts = [this.same, this.terms, this.similar, this.concordance];
  }

  clear() {
    this.fillable = 0;
    this.#codes = [];
    this.search.value = "";
    for (const part of [this.codes, this.same, this.terms, this.similar, this.found]) part.replaceChildren();
  }

  async load(message) {
    const number = ++this.#asked;
    try {
      const { codes, suggestions, same } = await post("help", { id: message.id });
      if (number !== this.#asked) return;
      this.#showCodes(codes);
      this.#showSame(same);
      this.#showSimilar(message, suggestions);
    } catch (error) {
      this.fault(error);
    }
  }

  // The first code of the source that the text lacks; where it has all, one after another.
  insertCode() {
    const editor = this.editor();
    const seen = {};
    const lost = this.#codes.find(({ core }) => {
      seen[core] = (seen[core] ?? 0) + 1;
      return editor.text.split(core).length - 1 < seen[core];
    });
    const chosen = lost ?? this.#codes[this.#code++ % Math.max(1, this.#codes.length)];
    if (chosen) editor.insertCode(chosen.text);
  }

  insertTerm(number) {
    this.terms.querySelectorAll("button")[number]?.click();
  }

  takeSimilar(number) {
    this.similar.querySelectorAll("button")[number]?.click();
  }

  // To the concordance, of the words that are selected.
  toConcordance() {
    const chosen = getSelection().toString().trim() || this.editor().selected;
    if (chosen) {
      this.search.value = chosen;
      this.#look();
    }
    this.search.focus();
  }

  showTerms(terms) {
    this.terms.hidden = !terms.length;
    this.terms.replaceChildren(
      element("h2", {}, this.words.terms),
      ...terms.map((term) =>
        element(
          "p",
          { class: term.rendered ? "term rendered" : "term" },
          element("span", {}, term.source),
          term.renderings.map((text) => this.#chip(text)),
          term.never.map((text) => element("del", { class: term.forbidden.includes(text) ? "used" : "" }, text)),
          this.#verdictOf(term),
          element("small", {}, term.note),
        ),
      ),
    );
  }

  // What is wrong with how a term is rendered; nothing while there is no text.
  #verdictOf({ rendered, forbidden }) {
    if (forbidden.length) return element("strong", { class: "wrong" }, this.words.forbidden);
    return !rendered && this.editor().text && element("strong", {}, this.words.forgotten);
  }

  #chip(text) {
    return element("button", { type: "button", class: "chip", onclick: () => this.editor().insertCode(text) }, text);
  }

  #showCodes(codes) {
    [this.#codes, this.#code] = [codes, 0];
    this.codes.replaceChildren(...codes.map(({ text }) => this.#chip(text)));
  }

  #showSimilar(message, suggestions) {
    this.similar.hidden = !suggestions.length;
    this.similar.replaceChildren(
      element("h2", {}, this.words.similar),
      ...suggestions.map((suggestion) =>
        element(
          "button",
          { type: "button", class: "suggestion", onclick: () => this.editor().replace(suggestion.target) },
          element("span", { class: "score" }, `${suggestion.score} %`),
          element("span", { class: "like" }, difference(suggestion.source, message.source)),
          element("span", { class: "target" }, suggestion.target),
          element("small", {}, suggestion.origin),
        ),
      ),
    );
  }

  #showSame(same) {
    const { words } = this;
    this.fillable = same.filter((unit) => unit.version && !unit.fault && unit.state !== "translated").length;
    this.same.hidden = !same.length;
    const rows = same.map((unit) => {
      const text = unit.version?.msgstr[0];
      const take = () => this.editor().replace(text);
      return element(
        "div",
        { class: "unit" },
        element("span", { class: "state", "data-state": unit.state }, words[unit.state]),
        text && element("button", { type: "button", onclick: take }, text),
        element("small", {}, unit.place),
      );
    });
    const fill = element(
      "button",
      { type: "button", title: named(this.keys.fillSame), onclick: () => this.fills() },
      `${words.confirmAndFill} (${this.fillable})`,
    );
    this.same.replaceChildren(element("h2", {}, words.same), ...rows, ...(this.fillable ? [fill] : []));
  }

  async #look() {
    const asked = this.search.value;
    try {
      const units = await post("concordance", { words: asked });
      if (asked !== this.search.value) return;
      const rows = units.map((unit) => this.#unit(unit));
      this.found.replaceChildren(...(rows.length ? rows : [element("p", {}, this.words.nothing)]));
    } catch (error) {
      this.fault(error);
    }
  }

  // Where it is on a page, a button leads there.
  #unit({ source, target, origin, page, title, id }) {
    const place = id
      ? element("button", { type: "button", class: "quiet place", onclick: () => this.choose({ id, page }) }, title)
      : element("small", {}, origin);
    return element("div", { class: "unit" }, element("p", {}, source), element("p", {}, target), place);
  }
}
