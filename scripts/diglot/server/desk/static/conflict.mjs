// What others have said of the message that is being written, and whose text is to stay.
import { difference, element } from "./dom.mjs";
import { keyButton } from "./keys.mjs";

export class Conflicting {
  // The version that others have written; null where there is nothing to decide.
  theirs = null;
  isGone = false;

  // `decide` is called with "theirs" or "mine".
  constructor({ words, keys, decide }) {
    Object.assign(this, { words, keys, decide });
    this.part = element("div", { class: "conflict", role: "alert" });
  }

  clear() {
    [this.theirs, this.isGone] = [null, false];
    this.part.replaceChildren();
  }

  // The sources have the message no more.
  showGone() {
    [this.theirs, this.isGone] = [null, true];
    this.part.replaceChildren(element("p", {}, this.words.gone));
  }

  // Shows it where somebody else has said something else of the message than it was, and is here.
  contest(base, mine, theirs) {
    const [was, here, now] = [base, mine, theirs].map((version) => JSON.stringify(version?.msgstr));
    if (now !== was && now !== here && was !== here) this.show(base, theirs, mine.msgstr);
  }

  // Both texts, and what each has changed since `base`.
  show(base, theirs, texts) {
    this.theirs = theirs;
    const { words } = this;
    const was = base.msgstr.join("\n");
    const row = (name, those) => [
      element("dt", {}, words[name]),
      element("dd", {}, difference(was, those.join("\n"))),
    ];
    const button = (name, side) => keyButton(this, name, () => this.decide(side));
    this.part.replaceChildren(
      element("p", {}, words.conflict),
      element("dl", {}, row("theirs", theirs.msgstr), row("mine", texts)),
      element("div", { class: "actions" }, button("takeTheirs", "theirs"), button("keepMine", "mine")),
    );
  }
}
