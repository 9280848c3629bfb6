// Where one message is written: its source, its translation, and what is said of both.
import { Aids } from "./aids.mjs";
import { Conflict, Fault, Outbox, post } from "./api.mjs";
import { CommentField } from "./comment.mjs";
import { Conflicting } from "./conflict.mjs";
import { element } from "./dom.mjs";
import { Forms } from "./forms.mjs";
import { keyButton } from "./keys.mjs";
import { Source } from "./source.mjs";
import { Verdict } from "./verdict.mjs";

const PAUSE = 250; // milliseconds without a key, after which a text is checked and shown

export class Work {
  #timer = 0;
  #message = null;
  // The message saved last, where others could take its translation.
  offer = null;
  #outbox = new Outbox();

  // `on` is what happens outside: saved, fault, shown, fills, choose, formerly, mustSayWhy, isSeen.
  constructor(parent, { words, language, keys, on }) {
    Object.assign(this, { parent, words, keys, on });
    this.source = new Source({ words, ...on });
    this.conflict = new Conflicting({ words, keys, decide: (side) => this.decide(side) });
    this.box = element("div", { class: "box" });
    this.comment = new CommentField(words, () => this.#changed());
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
    const button = (name, act, kind) => keyButton({ words, keys }, name, act, kind);
    const saving = [button("confirm", () => this.save(false), "primary"), button("needsWork", () => this.save(true))];
    const editing = [button("revert", () => this.revert(), "quiet"), button("editCodes", () => this.toggleCodes(), "quiet")];
    this.actions = element("div", { class: "actions" }, saving, element("span", { class: "gap" }), editing);
    const written = [this.aids.codes, this.box, this.conflict.part, this.actions, this.verdict.list, this.comment.part];
    parent.replaceChildren(...this.source.parts, ...written, ...this.aids.parts);
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
    return {
      msgstr: texts,
      fuzzy: base.fuzzy,
      comment: this.comment.changedFrom(base.comment),
      ignored: this.ignored ?? base.ignored,
    };
  }

  // How many texts were sent or taken in: what was asked for between is old.
  get writes() {
    return this.#outbox.writes;
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
    this.source.show(message);
    this.comment.show(version?.comment ?? []);
    const texts = version?.msgstr ?? [""];
    this.forms.open(texts, message.forms);
    this.#showFault(message.fault);
    this.conflict.clear();
    // What no catalog has can be read alone; its state says what to do.
    this.box.hidden = !this.base;
    if (!this.base) return;
    if (kept) this.conflict.contest(this.base, this.version, message.version);
    if (focuses) this.editor.focus();
    this.#judge(Boolean(kept));
    this.aids.load(message);
  }

  // The file has changed: what nobody has touched here follows it, and what somebody is writing
  // stays as it is. `message` is undefined where the sources have it no more.
  follow(message) {
    if (!message) {
      this.conflict.showGone();
      return;
    }
    if (this.conflict.isGone) this.conflict.clear();
    if (this.isChanged || this.forms.isComposing) {
      message.draft = this.#message.draft;
      this.#message = message;
      this.#showFault(message.fault);
      this.conflict.contest(this.base, this.version, message.version);
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
    if (fuzzy && this.on.mustSayWhy() && this.comment.isEmpty) {
      this.comment.focus();
      this.on.fault(new Fault(this.words.sayWhy));
      return false;
    }
    await this.on.introduced();
    clearTimeout(this.#timer);
    this.#timer = 0;
    const [message, base, sent, number] = [this.#message, this.base, this.version, this.aids.fillable];
    try {
      const saved = await this.#outbox.send("save", { id: message.id, base, version: { ...sent, fuzzy } });
      this.offer = !fuzzy && number ? { id: message.id, number } : null;
      this.#settle(message, sent, saved, stays);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) this.on.fault(error);
      else if (this.#message?.id !== message.id) this.on.fault(new Fault(this.words.conflict));
      else if (error.theirs) this.conflict.show(this.base, error.theirs, this.forms.texts);
      else this.follow(undefined);
    }
    return false;
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
    this.conflict.clear();
    if (isDone) {
      this.ignored = undefined;
      // The catalog may have it with the line break at the end that its source has.
      if (JSON.stringify(saved.version.msgstr) !== JSON.stringify(sent.msgstr)) this.forms.open(saved.version.msgstr, saved.forms);
    } else this.#changed();
    this.on.saved(saved, isDone && !stays);
  }

  // What is written so far goes to the server, which keeps it.
  async flush() {
    // What was taken back is no draft any more, either.
    if (this.#timer) this.#judge(true);
    await this.#outbox.isEmpty;
  }

  // Back to what the catalog says, in a step that can be undone.
  revert() {
    if (!this.base) return;
    this.base = this.#message.version;
    this.ignored = undefined;
    this.conflict.clear();
    this.comment.show(this.base.comment);
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
    const isBegun = this.isChanged;
    message.draft = isBegun ? request : null;
    const isHere = () => this.#message?.id === message.id;
    const tell = ({ problems, terms }) => {
      if (!isHere()) return;
      this.verdict.show(problems, texts);
      this.aids.showTerms(terms);
    };
    const show = async (isDraft) => {
      const drafted = await post("show", { id: message.id, site: this.on.site(), text: isDraft ? texts[0] : null });
      await this.on.shown(drafted, message.page);
    };
    try {
      const judged = this.#outbox.send("draft", request);
      // Nobody waits for checks to see a text; what was sent before it comes first.
      const shown = shows && this.#outbox.before.then(() => show(isBegun));
      await Promise.all([judged.then(tell), shown]);
      // What is saved by now is shown from its catalog, as others may write it.
      if (shows && isBegun && isHere() && !this.isChanged) await show(false);
    } catch (error) {
      this.on.fault(error);
    }
  }

  // From now on the checks of these codes do not object to the message.
  #ignore(codes) {
    this.ignored = codes;
    this.#judge();
  }

  // A broken catalog can be read; what was begun before can be written on, but not saved.
  #showFault(fault) {
    const isBroken = Boolean(fault);
    this.forms.isReadOnly = isBroken && !this.isChanged;
    for (const part of [this.actions, this.comment.part]) part.hidden = isBroken || !this.base;
    this.source.showFault(fault);
  }

  // Go on from what others have written: with their text, or with ours.
  decide(side) {
    const { theirs } = this.conflict;
    if (!theirs) return;
    this.base = theirs;
    this.conflict.clear();
    if (side === "theirs") this.forms.replaceAll(this.base.msgstr);
    this.editor.focus();
    this.#changed();
  }
}
