// Where one message is written: its source, its translation, and what helps with it.
import { Conflict, Fault, post } from "./api.mjs";
import { difference, element } from "./dom.mjs";
import { Editor } from "./editor.mjs";
import { named } from "./keys.mjs";

const PAUSE = 250; // milliseconds without a key, after which a text is checked and shown

export class Work {
  #timer = 0;
  #message = null;
  #code = 0;

  constructor(parent, { words, language, keys, saved, fault }) {
    Object.assign(this, { words, saved, fault });
    this.head = element("p", { class: "head" });
    this.source = element("div", { class: "source" });
    this.was = element("details", { class: "was" });
    const box = element("div", { class: "box" });
    const button = (name, act, kind = "") =>
      element(
        "button",
        { type: "button", class: kind, title: named(keys[name] ?? ""), onclick: act },
        words[name],
      );
    this.comment = element("input", {
      type: "text",
      class: "comment",
      placeholder: words.comment,
      "aria-label": words.comment,
      oninput: () => this.#changed(),
    });
    this.conflict = element("div", { class: "conflict", role: "alert" });
    this.checks = element("section", { class: "checks", "aria-live": "polite" });
    this.codes = element("div", { class: "codes" });
    this.terms = element("section", {});
    this.similar = element("section", {});
    this.concordance = element("section", {});
    this.search = element("input", {
      type: "search",
      placeholder: words.concordance,
      "aria-label": words.concordance,
      onchange: () => this.#occurrences(),
    });
    this.found = element("div", {});
    this.concordance.append(element("h2", {}, words.concordance), this.search, this.found);
    const actions = element(
      "div",
      { class: "actions" },
      button("confirm", () => this.save(false), "primary"),
      button("needsWork", () => this.save(true)),
      element("span", { class: "gap" }),
      button("editCodes", () => this.toggleCodes(), "quiet"),
    );
    parent.replaceChildren(
      this.head,
      this.source,
      this.was,
      this.codes,
      box,
      this.conflict,
      actions,
      this.checks,
      this.comment,
      this.terms,
      this.similar,
      this.concordance,
    );
    this.writing = [box, actions, this.comment];
    this.parent = parent;
    parent.hidden = true;
    const label = `${words.translation} (${language.name})`;
    this.editor = new Editor(box, { label, lang: language.tag, changed: () => this.#changed() });
  }

  get message() {
    return this.#message;
  }

  get version() {
    const { msgstr, fuzzy, ignored } = this.base;
    const comment = this.comment.value.trim();
    return {
      msgstr: [this.editor.text, ...msgstr.slice(1)],
      fuzzy,
      comment: comment === this.commentWas ? this.base.comment : comment ? [comment] : [],
      ignored: this.ignored ?? ignored,
    };
  }

  get isChanged() {
    return Boolean(this.base) && JSON.stringify(this.version) !== JSON.stringify(this.base);
  }

  open(message) {
    this.flush();
    this.parent.hidden = !message;
    this.#message = message;
    this.base = null;
    if (!message) return;
    const kept = message.draft;
    this.base = kept?.base ?? message.version;
    this.ignored = kept?.version.ignored;
    const version = kept?.version ?? message.version;
    const { words } = this;
    const state = element("span", { class: "state", "data-state": message.state }, words[message.state]);
    this.head.replaceChildren(state, ` ${message.note} `, element("small", {}, message.place));
    this.source.replaceChildren(message.source);
    this.was.hidden = !message.previous || message.previous === message.source;
    this.was.open = true;
    this.was.replaceChildren(
      element("summary", {}, words.was),
      element("p", {}, difference(message.previous ?? "", message.source)),
    );
    this.commentWas = (this.base?.comment ?? []).join(" ");
    this.comment.value = (version?.comment ?? []).join(" ");
    this.editor.open(version?.msgstr[0] ?? "");
    for (const part of [this.checks, this.codes, this.terms, this.similar, this.found, this.conflict]) {
      part.replaceChildren();
    }
    this.search.value = "";
    // What no catalog has can be read alone; its state says what to do.
    for (const part of this.writing) part.hidden = !this.base;
    if (!this.base) return;
    this.editor.focus();
    this.#judge();
    this.#help();
  }

  // The file has changed: what nobody has touched here follows it.
  follow(message) {
    if (this.#message?.id !== message.id) return;
    if (!this.base || this.isChanged || this.editor.isComposing) {
      message.draft = this.#message.draft;
      this.#message = message;
    } else if (JSON.stringify(message.version) !== JSON.stringify(this.base)) {
      message.draft = null;
      this.open(message);
    }
  }

  async save(fuzzy) {
    if (!this.base || this.editor.isComposing) return;
    clearTimeout(this.#timer);
    const [message, base, sent] = [this.#message, this.base, this.version];
    try {
      const saved = await post("save", { id: message.id, base, version: { ...sent, fuzzy } });
      this.#settle(message, sent, saved);
    } catch (error) {
      if (!(error instanceof Conflict)) this.fault(error);
      else if (this.#message.id === message.id) this.#showConflict(error.theirs);
      else this.fault(new Fault(this.words.conflict));
    }
  }

  // What was written while the catalog was, here or in another message, stays and is not left.
  #settle({ id, page }, sent, saved) {
    saved.page = page;
    if (this.#message.id !== id) {
      this.saved(saved, false);
      return;
    }
    const isDone = JSON.stringify(this.version) === JSON.stringify(sent);
    this.#message = saved;
    this.base = saved.version;
    this.commentWas = sent.comment.join(" ");
    if (isDone) this.ignored = undefined;
    else this.#changed();
    this.saved(saved, isDone);
  }

  // What is written so far goes to the server, which keeps it.
  async flush() {
    clearTimeout(this.#timer);
    if (this.#timer && this.isChanged) await this.#judge();
    this.#timer = 0;
  }

  toggleCodes() {
    this.codes.classList.toggle("loose", !this.editor.toggleCodes());
  }

  insertCode() {
    const all = [...this.codes.querySelectorAll("button")];
    const chosen = all[this.#code++ % Math.max(1, all.length)];
    if (chosen) this.editor.insert(chosen.textContent);
  }

  insertTerm(number) {
    this.terms.querySelectorAll("button")[number]?.click();
  }

  takeSimilar(number) {
    this.similar.querySelectorAll("button")[number]?.click();
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#judge(true), PAUSE);
  }

  async #judge(shows = false) {
    this.#timer = 0;
    const message = this.#message;
    const request = { id: message.id, base: this.base, version: this.version };
    message.draft = this.isChanged ? request : null;
    try {
      const judged = await post("draft", request);
      if (this.#message === message) {
        this.#showJudged(judged);
        if (shows) await post("show", { id: message.id, text: request.version.msgstr[0] });
        this.shown?.();
      }
    } catch (error) {
      this.fault(error);
    }
  }

  #showJudged({ problems, terms }) {
    const { words } = this;
    const rows = problems.map((problem) =>
      element(
        "li",
        { class: problem.severity },
        element("b", {}, problem.code),
        ` ${problem.message}`,
        element("small", {}, problem.hints.join(" ")),
        element("button", { type: "button", class: "quiet", onclick: () => this.#ignore(problem.code) }, words.ignore),
      ),
    );
    const hasText = this.editor.text !== "";
    const clean = hasText && !rows.length && element("p", { class: "clean" }, words.clean);
    this.checks.replaceChildren(...[element("ul", {}, rows), clean].filter(Boolean));
    this.terms.hidden = !terms.length;
    this.terms.replaceChildren(
      element("h2", {}, words.terms),
      ...terms.map((term) =>
        element(
          "p",
          { class: term.rendered ? "term rendered" : "term" },
          element("span", {}, term.source),
          term.renderings.map((text) =>
            element("button", { type: "button", class: "chip", onclick: () => this.editor.insert(text) }, text),
          ),
          term.never.length > 0 && element("del", {}, term.never.join(", ")),
          element("small", {}, term.note),
        ),
      ),
    );
  }

  #ignore(code) {
    this.ignored = [...new Set([...(this.ignored ?? this.base.ignored), code])].sort();
    this.#judge();
  }

  async #help() {
    const message = this.#message;
    try {
      const { codes, suggestions } = await post("help", { id: message.id });
      if (this.#message !== message) return;
      this.#code = 0;
      this.codes.replaceChildren(
        ...codes.map((code) =>
          element("button", { type: "button", class: "chip", onclick: () => this.editor.insert(code) }, code),
        ),
      );
      this.similar.hidden = !suggestions.length;
      this.similar.replaceChildren(
        element("h2", {}, this.words.similar),
        ...suggestions.map((one) =>
          element(
            "button",
            { type: "button", class: "suggestion", onclick: () => this.editor.replace(one.target) },
            element("span", { class: "score" }, `${one.score} %`),
            element("span", { class: "like" }, difference(one.source, message.source)),
            element("span", { class: "target" }, one.target),
            element("small", {}, one.origin),
          ),
        ),
      );
    } catch (error) {
      this.fault(error);
    }
  }

  async #occurrences() {
    const units = await post("concordance", { words: this.search.value });
    const rows = units.map((unit) =>
      element("div", { class: "unit" }, element("p", {}, unit.source), element("p", {}, unit.target)),
    );
    this.found.replaceChildren(...(rows.length ? rows : [element("p", {}, this.words.nothing)]));
  }

  #showConflict(theirs) {
    const { words } = this;
    const take = (base, text) => {
      this.base = base;
      this.editor.replace(text);
      this.conflict.replaceChildren();
    };
    const mine = this.editor.text;
    if (theirs === null) {
      this.conflict.replaceChildren(element("p", {}, words.missing));
      return;
    }
    this.conflict.replaceChildren(
      element("p", {}, words.conflict),
      element("p", { class: "theirs" }, difference(mine, theirs.msgstr[0])),
      element("button", { type: "button", onclick: () => take(theirs, theirs.msgstr[0]) }, words.takeTheirs),
      element("button", { type: "button", onclick: () => take(theirs, mine) }, words.keepMine),
    );
  }
}
