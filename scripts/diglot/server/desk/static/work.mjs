// Where one message is written: its source, its translation, and what is said of both.
import { Aids } from "./aids.mjs";
import { Conflict, Fault, post } from "./api.mjs";
import { difference, element } from "./dom.mjs";
import { Forms } from "./forms.mjs";
import { named } from "./keys.mjs";
import { Verdict } from "./verdict.mjs";

const PAUSE = 250; // milliseconds without a key, after which a text is checked and shown

export class Work {
  #timer = 0;
  #message = null;
  #theirs = null;
  // The message saved last, where others could take its translation.
  offer = null;
  // How many texts were sent or taken in: what was asked for between is old.
  writes = 0;
  #sent = Promise.resolve();

  // `on` is what happens outside: saved, fault, shown, fills, choose, formerly, mustSayWhy, isSeen.
  constructor(parent, { words, language, keys, on }) {
    Object.assign(this, { parent, words, keys, on });
    this.head = element("p", { class: "head" });
    this.source = element("div", { class: "source" });
    this.notes = element("div", { class: "notes" });
    this.was = element("details", { class: "was" });
    this.former = element("details", { class: "was" });
    this.broken = element("div", { class: "fault", role: "alert" });
    this.conflict = element("div", { class: "conflict", role: "alert" });
    this.box = element("div", { class: "box" });
    this.comment = element("textarea", {
      class: "comment",
      rows: 1,
      placeholder: words.comment,
      "aria-label": words.comment,
      oninput: () => this.#changed(),
    });
    this.forms = new Forms(this.box, {
      label: `${words.translation} (${language.name})`,
      lang: language.tag,
      changed: () => this.#changed(),
    });
    this.aids = new Aids({ words, keys, editor: () => this.editor, ...on });
    this.verdict = new Verdict({
      words,
      keys,
      forms: this.forms,
      ignore: (codes) => this.#ignore(codes),
      ignored: () => this.ignored ?? this.base.ignored,
      repaired: () => this.#judge(true),
    });
    const button = (name, act, kind = "") =>
      element("button", { type: "button", class: kind, title: named(keys[name]), onclick: act }, words[name]);
    this.actions = element(
      "div",
      { class: "actions" },
      button("confirm", () => this.save(false), "primary"),
      button("needsWork", () => this.save(true)),
      element("span", { class: "gap" }),
      button("revert", () => this.revert(), "quiet"),
      button("editCodes", () => this.toggleCodes(), "quiet"),
    );
    const written = [this.aids.codes, this.box, this.conflict, this.actions, this.verdict.list, this.comment];
    const read = [this.head, this.source, this.notes, this.was, this.former, this.broken];
    parent.replaceChildren(...read, ...written, ...this.aids.parts);
    parent.hidden = true;
  }

  get message() {
    return this.#message;
  }

  get editor() {
    return this.forms.editor;
  }

  get version() {
    const { base } = this;
    const { texts } = this.forms;
    while (texts.length > base.msgstr.length && !texts.at(-1)) texts.pop();
    const lines = this.comment.value.split("\n").map((line) => line.trimEnd());
    while (lines.length && !lines.at(-1)) lines.pop();
    return {
      msgstr: texts,
      fuzzy: base.fuzzy,
      comment: this.comment.value === base.comment.join("\n") ? base.comment : lines,
      ignored: this.ignored ?? base.ignored,
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
    this.aids.clear();
    this.verdict.clear();
    if (!message) return;
    const kept = message.draft;
    this.base = kept?.base ?? message.version;
    this.ignored = kept?.version.ignored;
    const version = kept?.version ?? message.version;
    this.#showSource(message);
    this.comment.value = (version?.comment ?? []).join("\n");
    this.comment.rows = Math.max(1, version?.comment.length ?? 0);
    const texts = version?.msgstr ?? [""];
    this.forms.open(texts, message.forms);
    this.#showFault(message.fault);
    this.#showConflict(null);
    // What no catalog has can be read alone; its state says what to do.
    this.box.hidden = !this.base;
    if (!this.base) return;
    if (kept && this.#isContested(message.version)) this.#showConflict(message.version);
    if (focuses) this.editor.focus();
    this.#judge();
    this.aids.load(message);
  }

  // The file has changed: what nobody has touched here follows it, and what somebody is writing
  // stays as it is. `message` is undefined where the sources have it no more.
  follow(message) {
    if (!message) {
      this.conflict.replaceChildren(element("p", {}, this.words.gone));
    } else if (this.isChanged || this.forms.isComposing) {
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

  // Resolves to whether it was saved. `stays` leaves the message open.
  async save(fuzzy, { stays = false } = {}) {
    if (!this.base || this.#message.fault || this.forms.isComposing) return false;
    if (fuzzy && this.on.mustSayWhy() && !this.comment.value.trim()) {
      this.comment.focus();
      this.on.fault(new Fault(this.words.sayWhy));
      return false;
    }
    await this.on.introduced();
    clearTimeout(this.#timer);
    this.#timer = 0;
    const [message, base, sent] = [this.#message, this.base, this.version];
    try {
      const saved = await this.#send("save", { id: message.id, base, version: { ...sent, fuzzy } });
      const number = this.aids.fillable;
      this.offer = !fuzzy && number ? { id: message.id, number } : null;
      this.#settle(message, sent, saved, stays);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) this.on.fault(error);
      else if (this.#message?.id !== message.id) this.on.fault(new Fault(this.words.conflict));
      else if (error.theirs) this.#showConflict(error.theirs);
      else this.follow(undefined);
    }
    return false;
  }

  // Texts go to the server in the order in which they were written: none overtakes a later one.
  async #send(name, data) {
    this.writes++;
    const answer = this.#sent.then(() => post(name, data));
    this.#sent = answer.then(() => {}, () => {});
    try {
      return await answer;
    } finally {
      this.writes++;
    }
  }

  // Gives this translation, or the one saved last, to the same message elsewhere.
  async fillSame() {
    if (this.aids.fillable) {
      const { id } = this.#message;
      if (!(await this.save(false, { stays: true }))) return null;
      this.offer = { id };
    }
    if (!this.offer) return null;
    const { id } = this.offer;
    this.offer = null;
    this.aids.fillable = 0;
    return post("fill", { id });
  }

  // What was written while the catalog was, here or in another message, stays and is not left.
  #settle({ id, page }, sent, saved, stays) {
    saved.page = page;
    if (this.#message?.id !== id) {
      this.on.saved(saved, false);
      return;
    }
    const isDone = JSON.stringify(this.version) === JSON.stringify(sent);
    this.#message = saved;
    this.base = saved.version;
    this.#showConflict(null);
    if (isDone) {
      this.ignored = undefined;
      // The catalog may have it with the line break at the end that its source has.
      if (JSON.stringify(saved.version.msgstr) !== JSON.stringify(sent.msgstr)) this.forms.open(saved.version.msgstr, saved.forms);
    } else this.#changed();
    this.on.saved(saved, isDone && !stays);
  }

  // What is written so far goes to the server, which keeps it.
  async flush() {
    clearTimeout(this.#timer);
    if (this.#timer && this.isChanged) this.#judge();
    this.#timer = 0;
    await this.#sent;
  }

  // Back to what the catalog says, in a step that can be undone.
  revert() {
    if (!this.base) return;
    this.base = this.#message.version;
    this.ignored = undefined;
    this.#showConflict(null);
    this.comment.value = this.base.comment.join("\n");
    this.forms.replaceAll(this.base.msgstr);
    this.#changed();
  }

  toggleCodes() {
    this.aids.codes.classList.toggle("loose", !this.editor.toggleCodes());
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#judge(true), PAUSE);
  }

  async #judge(shows = false) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const message = this.#message;
    const request = { id: message.id, base: this.base, version: this.version };
    const { texts } = this.forms;
    message.draft = this.isChanged ? request : null;
    try {
      const { problems, terms } = await this.#send("draft", request);
      if (this.#message?.id !== message.id) return;
      this.verdict.show(problems, texts);
      this.aids.showTerms(terms);
      // What is saved by now is shown from its catalog, as others may write it.
      if (shows) await post("show", { id: message.id, text: this.isChanged ? texts[0] : null });
      this.on.shown();
    } catch (error) {
      this.on.fault(error);
    }
  }

  // From now on the checks of these codes do not object to the message.
  #ignore(codes) {
    this.ignored = codes;
    this.#judge();
  }

  #showSource(message) {
    const { words } = this;
    const state = element("span", { class: "state", "data-state": message.state }, words[message.state]);
    this.head.replaceChildren(state, ` ${message.note} `, element("small", {}, message.place));
    this.source.replaceChildren(message.source, ...(message.plural ? [element("p", {}, message.plural)] : []));
    const notes = message.notes.filter((note) => note !== message.note);
    if (!this.on.isSeen(message)) notes.unshift(words.unseen);
    this.notes.replaceChildren(...notes.map((note) => element("p", {}, note)));
    const past = (holder, title, before, now) => {
      holder.hidden = before === undefined || before === now;
      holder.open = true;
      holder.replaceChildren(element("summary", {}, title), element("p", {}, difference(before ?? "", now)));
    };
    past(this.was, words.was, message.previous ?? undefined, message.source);
    const formerly = this.on.formerly(message);
    past(this.former, words.formerly, formerly?.msgstr.join("\n"), message.version?.msgstr.join("\n") ?? "");
  }

  // Whether somebody else has said something else of the message than it was, and than it is here.
  #isContested(theirs) {
    const [was, mine, now] = [this.base, this.version, theirs].map((one) => JSON.stringify(one?.msgstr));
    return now !== was && now !== mine && was !== mine;
  }

  // A broken catalog can be read; what was begun before can be written on, but not saved.
  #showFault(fault) {
    const isBroken = Boolean(fault);
    this.forms.isReadOnly = isBroken && !this.isChanged;
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

  // Both texts, and what each has changed; null where there is nothing to decide.
  #showConflict(theirs) {
    this.#theirs = theirs;
    if (theirs === null) {
      this.conflict.replaceChildren();
      return;
    }
    const { words } = this;
    const was = this.base.msgstr.join("\n");
    const row = (name, texts) => [
      element("dt", {}, words[name]),
      element("dd", {}, difference(was, texts.join("\n"))),
    ];
    const button = (name, side) =>
      element(
        "button",
        { type: "button", title: named(this.keys[name]), onclick: () => this.decide(side) },
        words[name],
      );
    this.conflict.replaceChildren(
      element("p", {}, words.conflict),
      element("dl", {}, row("theirs", theirs.msgstr), row("mine", this.forms.texts)),
      element("div", { class: "actions" }, button("takeTheirs", "theirs"), button("keepMine", "mine")),
    );
  }

  // Go on from what others have written: with their text, or with ours.
  decide(side) {
    if (!this.#theirs) return;
    this.base = this.#theirs;
    this.#showConflict(null);
    if (side === "theirs") this.forms.replaceAll(this.base.msgstr);
    this.editor.focus();
    this.#changed();
  }
}
