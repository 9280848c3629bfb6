// What checks say of the texts that are being written: underlined there, listed below, repaired.
import { element } from "./dom.mjs";
import { named } from "./keys.mjs";

export class Verdict {
  #problems = [];
  #texts = "";

  // `ignored` tells the codes that are ignored; `ignore` is called with them changed.
  constructor({ words, keys, forms, ignore, ignored, repaired }) {
    Object.assign(this, { words, keys, forms, ignore, ignored, repaired });
    this.list = element("section", { class: "checks", "aria-live": "polite" });
  }

  clear() {
    this.#problems = [];
    this.list.replaceChildren();
  }

  // Shows what was found in `texts`; where others stand there by now, places would be wrong.
  show(problems, texts) {
    const judged = JSON.stringify(texts);
    if (judged !== JSON.stringify(this.forms.texts)) return;
    this.#texts = judged;
    this.#problems = problems;
    this.forms.mark(problems);
    const rows = problems.map((problem) => this.#row(problem));
    const isClean = texts.some(Boolean) && !rows.length;
    const clean = element("p", { class: "clean" }, this.words.clean);
    const ignored = this.ignored().map((code) => this.#ignoredRow(code));
    this.list.replaceChildren(element("ul", {}, rows, ignored), ...(isClean ? [clean] : []));
  }

  // Ignores the check that objects to the place at the cursor, else the first.
  ignoreHere() {
    const problem = this.#isCurrent && (this.#atCursor(this.#problems) ?? this.#problems[0]);
    if (problem) this.#ignore(problem.code);
  }

  #ignore(code) {
    this.ignore([...new Set([...this.ignored(), code])].sort());
  }

  #atCursor(problems) {
    const { form, editor } = this.forms;
    const at = editor.place;
    return problems.find((problem) => problem.form === form && problem.spans.some(([from, to]) => from <= at && at <= to));
  }

  // Repairs a problem: the one at the cursor, else the first that can be.
  repair(chosen) {
    if (!this.#isCurrent) return;
    const { form, editor } = this.forms;
    const all = this.#problems.filter((problem) => problem.form === form && problem.repair.length);
    const problem = chosen ?? this.#atCursor(all) ?? all[0];
    if (!problem || problem.form !== form) return;
    editor.splice(problem.repair);
    this.repaired();
  }

  next() {
    if (!this.#isCurrent) return;
    const { form, editor } = this.forms;
    const spans = this.#problems.filter((problem) => problem.form === form).flatMap((problem) => problem.spans);
    spans.sort(([one], [other]) => one - other);
    const [from, to] = spans.find(([start]) => start >= editor.place) ?? spans[0] ?? [];
    if (from !== undefined) editor.select(from, to);
  }

  get #isCurrent() {
    return this.#texts === JSON.stringify(this.forms.texts);
  }

  #row(problem) {
    const { words, keys } = this;
    const button = (label, onclick, title) =>
      element("button", { type: "button", class: "quiet", title, onclick }, label);
    return element(
      "li",
      { class: problem.severity },
      element("b", {}, problem.code),
      ` ${problem.message}`,
      element("small", {}, problem.hints.join(" ")),
      problem.repair.length > 0 && button(words.repair, () => this.repair(problem), named(keys.repair)),
      button(words.ignore, () => this.#ignore(problem.code), named(keys.ignore)),
    );
  }

  #ignoredRow(code) {
    const { words } = this;
    const heed = () => this.ignore(this.ignored().filter((ignored) => ignored !== code));
    return element(
      "li",
      { class: "ignored" },
      `${words.ignored} `,
      element("b", {}, code),
      element("button", { type: "button", class: "quiet", onclick: heed }, words.heed),
    );
  }
}
