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
  #theirs = null;
  // How many other messages of the same source have no translation yet.
  #fillable = 0;
  // The message saved last, where others could take its translation.
  offer = null;
  #problems = [];
  #judgedText = null;
  // How many requests to save were sent or answered: what was asked for between is old.
  saves = 0;

  constructor(parent, { words, language, keys, saved, fault }) {
    Object.assign(this, { words, keys, saved, fault });
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
    this.broken = element("div", { class: "fault", role: "alert" });
    this.checks = element("section", { class: "checks", "aria-live": "polite" });
    this.codes = element("div", { class: "codes" });
    this.terms = element("section", {});
    this.similar = element("section", {});
    this.same = element("section", {});
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
      this.broken,
      this.codes,
      box,
      this.conflict,
      actions,
      this.checks,
      this.comment,
      this.same,
      this.terms,
      this.similar,
      this.concordance,
    );
    Object.assign(this, { box, actions });
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

  open(message, { focuses = true } = {}) {
    this.flush();
    this.parent.hidden = !message;
    this.#message = message;
    this.base = null;
    this.#fillable = 0;
    this.#problems = [];
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
    for (const part of [this.checks, this.codes, this.same, this.terms, this.similar, this.found]) {
      part.replaceChildren();
    }
    this.#showFault(message.fault);
    this.#showConflict(null);
    this.search.value = "";
    // What no catalog has can be read alone; its state says what to do.
    this.box.hidden = !this.base;
    if (!this.base) return;
    if (kept && this.#isContested(message.version)) this.#showConflict(message.version);
    if (focuses) this.editor.focus();
    this.#judge();
    this.#help();
  }

  // The file has changed: what nobody has touched here follows it, and what somebody is writing
  // stays as it is. `message` is undefined where the sources have it no more.
  follow(message) {
    if (!message) {
      this.conflict.replaceChildren(element("p", {}, this.words.gone));
    } else if (this.isChanged || this.editor.isComposing) {
      message.draft = this.#message.draft;
      this.#message = message;
      this.#showFault(message.fault);
      if (this.#isContested(message.version)) this.#showConflict(message.version);
      // Another window may have saved the message: this text is still to be kept.
      this.#changed();
    } else if (JSON.stringify(message) !== JSON.stringify({ ...this.#message, draft: message.draft })) {
      message.draft = null;
      this.open(message, { focuses: this.parent.contains(document.activeElement) });
    }
  }

  // Whether somebody else has said something else of the message than it was, and than it is here.
  #isContested(theirs) {
    const [was, mine, now] = [this.base, this.version, theirs].map((one) => JSON.stringify(one?.msgstr));
    return now !== was && now !== mine && was !== mine;
  }

  // A broken catalog can be read; what was begun before can be written on, but not saved.
  #showFault(fault) {
    const isBroken = Boolean(fault);
    this.editor.isReadOnly = isBroken && !this.isChanged;
    for (const part of [this.actions, this.comment]) part.hidden = isBroken || !this.base;
    this.broken.replaceChildren(
      ...(isBroken
        ? [
            element("p", {}, this.words.readOnly),
            element("p", {}, element("code", {}, fault.place), ` ${fault.message} `),
            element("small", {}, fault.hints.join(" ")),
          ]
        : []),
    );
  }

  // Resolves to whether it was saved. `stays` leaves the message open.
  async save(fuzzy, { stays = false } = {}) {
    if (!this.base || this.#message.fault || this.editor.isComposing) return false;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.saves++;
    const [message, base, sent] = [this.#message, this.base, this.version];
    try {
      const saved = await post("save", { id: message.id, base, version: { ...sent, fuzzy } });
      this.offer = !fuzzy && this.#fillable ? { id: message.id, number: this.#fillable } : null;
      this.#settle(message, sent, saved, stays);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) this.fault(error);
      else if (this.#message?.id !== message.id) this.fault(new Fault(this.words.conflict));
      else if (error.theirs) this.#showConflict(error.theirs);
      else this.follow(undefined);
    } finally {
      this.saves++;
    }
    return false;
  }

  // Gives this translation, or the one saved last, to the same message elsewhere.
  async fillSame() {
    if (this.#fillable) {
      const { id } = this.#message;
      if (!(await this.save(false, { stays: true }))) return null;
      this.offer = { id };
    }
    if (!this.offer) return null;
    const { id } = this.offer;
    this.offer = null;
    this.#fillable = 0;
    return post("fill", { id });
  }

  // What was written while the catalog was, here or in another message, stays and is not left.
  #settle({ id, page }, sent, saved, stays) {
    saved.page = page;
    if (this.#message?.id !== id) {
      this.saved(saved, false);
      return;
    }
    const isDone = JSON.stringify(this.version) === JSON.stringify(sent);
    this.#message = saved;
    this.base = saved.version;
    this.#showConflict(null);
    this.commentWas = sent.comment.join(" ");
    if (isDone) this.ignored = undefined;
    else this.#changed();
    this.saved(saved, isDone && !stays);
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
        if (this.editor.text === request.version.msgstr[0]) this.#showJudged(judged);
        if (shows) await post("show", { id: message.id, text: request.version.msgstr[0] });
        this.shown?.();
      }
    } catch (error) {
      this.fault(error);
    }
  }

  #showJudged({ problems, terms }) {
    this.#judgedText = this.editor.text;
    const { words } = this;
    this.#problems = problems;
    this.editor.mark(
      problems.flatMap(({ form, spans, severity, message, hints }) =>
        form === 0 ? spans.map(([from, to]) => [from, to, severity, [message, ...hints].join("\n")]) : [],
      ),
    );
    const rows = problems.map((problem) =>
      element(
        "li",
        { class: problem.severity },
        element("b", {}, problem.code),
        ` ${problem.message}`,
        element("small", {}, problem.hints.join(" ")),
        this.#isRepairable(problem) &&
          element(
            "button",
            { type: "button", class: "quiet", title: named(this.keys.repair), onclick: () => this.repair(problem) },
            words.repair,
          ),
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

  #isRepairable(problem) {
    return problem.form === 0 && problem.repair.length > 0;
  }

  // Repairs a problem: the one at the cursor, else the first that can be.
  repair(chosen) {
    const at = this.editor.place;
    const all = this.#problems.filter((problem) => this.#isRepairable(problem));
    const here = all.find(({ spans }) => spans.some(([from, to]) => from <= at && at <= to));
    const problem = chosen ?? here ?? all[0];
    // What was found in another text than this has other places.
    if (!problem || this.#judgedText !== this.editor.text) return;
    this.editor.splice(problem.repair);
    clearTimeout(this.#timer);
    this.#judge(true);
  }

  nextFinding() {
    const spans = this.#problems.filter(({ form }) => form === 0).flatMap((problem) => problem.spans);
    spans.sort(([one], [other]) => one - other);
    const [from, to] = spans.find(([start]) => start >= this.editor.place) ?? spans[0] ?? [];
    if (from !== undefined && this.#judgedText === this.editor.text) this.editor.select(from, to);
  }

  #ignore(code) {
    this.ignored = [...new Set([...(this.ignored ?? this.base.ignored), code])].sort();
    this.#judge();
  }

  async #help() {
    const message = this.#message;
    try {
      const { codes, suggestions, same } = await post("help", { id: message.id });
      if (this.#message?.id !== message.id) return;
      this.#code = 0;
      this.#showSame(same);
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

  #showSame(same) {
    const { words } = this;
    this.#fillable = same.filter((one) => one.version && !one.fault && one.state !== "translated").length;
    this.same.hidden = !same.length;
    this.same.replaceChildren(
      element("h2", {}, words.same),
      ...same.map((one) =>
        element(
          "div",
          { class: "unit" },
          element("span", { class: "state", "data-state": one.state }, words[one.state]),
          one.version?.msgstr[0] &&
            element("button", { type: "button", onclick: () => this.editor.replace(one.version.msgstr[0]) }, one.version.msgstr[0]),
          element("small", {}, one.place),
        ),
      ),
      ...(this.#fillable
        ? [
            element(
              "button",
              { type: "button", title: named(this.keys.fillSame), onclick: () => this.fills() },
              `${words.confirmAndFill} (${this.#fillable})`,
            ),
          ]
        : []),
    );
  }

  async #occurrences() {
    const units = await post("concordance", { words: this.search.value });
    const rows = units.map((unit) =>
      element("div", { class: "unit" }, element("p", {}, unit.source), element("p", {}, unit.target)),
    );
    this.found.replaceChildren(...(rows.length ? rows : [element("p", {}, this.words.nothing)]));
  }

  // Both texts, and what each has changed; null where there is nothing to decide.
  #showConflict(theirs) {
    this.#theirs = theirs;
    if (theirs === null) {
      this.conflict.replaceChildren();
      return;
    }
    const { words } = this;
    const was = this.base.msgstr[0];
    const row = (name, text) => [element("dt", {}, words[name]), element("dd", {}, difference(was, text))];
    const button = (name, side) =>
      element(
        "button",
        { type: "button", title: named(this.keys[name]), onclick: () => this.decide(side) },
        words[name],
      );
    this.conflict.replaceChildren(
      element("p", {}, words.conflict),
      element("dl", {}, row("theirs", theirs.msgstr[0]), row("mine", this.editor.text)),
      element("div", { class: "actions" }, button("takeTheirs", "theirs"), button("keepMine", "mine")),
    );
  }

  // Go on from what others have written: with their text, or with ours.
  decide(side) {
    if (!this.#theirs) return;
    this.base = this.#theirs;
    this.#showConflict(null);
    if (side === "theirs") this.editor.replace(this.base.msgstr[0]);
    else this.editor.focus();
    this.#changed();
  }
}
