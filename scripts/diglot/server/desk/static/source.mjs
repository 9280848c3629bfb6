// What is to be translated: the source, its notes, and what was there before.
import { difference, element } from "./dom.mjs";

export class Source {
  // `formerly` tells what a message that is reviewed said before, `isSeen` whether its page has it.
  constructor({ words, formerly, isSeen }) {
    Object.assign(this, { words, formerly, isSeen });
    this.head = element("p", { class: "head" });
    this.text = element("div", { class: "source" });
    this.notes = element("div", { class: "notes" });
    this.was = element("details", { class: "was" });
    this.former = element("details", { class: "was" });
    this.broken = element("div", { class: "fault", role: "alert" });
    this.parts = [this.head, this.text, this.notes, this.was, this.former, this.broken];
  }

  show(message) {
    const { words } = this;
    const state = element("span", { class: "state", "data-state": message.state }, words[message.state]);
    this.head.replaceChildren(state, ` ${message.note} `, element("small", {}, message.place));
    this.text.replaceChildren(message.source, ...(message.plural ? [element("p", {}, message.plural)] : []));
    const notes = message.notes.filter((note) => note !== message.note);
    if (!this.isSeen(message)) notes.unshift(words.unseen);
    this.notes.replaceChildren(...notes.map((note) => element("p", {}, note)));
    past(this.was, words.was, message.previous ?? undefined, message.source);
    const said = this.formerly(message);
    past(this.former, words.formerly, said?.msgstr.join("\n"), message.version?.msgstr.join("\n") ?? "");
  }

  // Why the message can only be read; undefined where it can be written.
  showFault(fault) {
    this.broken.replaceChildren(
      ...(fault
        ? [
            element("p", {}, this.words.readOnly),
            element("p", {}, element("code", {}, fault.place), ` ${fault.message} `),
            element("small", {}, fault.hints.join(" ")),
          ]
        : []),
    );
  }
}

function past(holder, title, before, now) {
  holder.hidden = before === undefined || before === now;
  holder.open = true;
  holder.replaceChildren(element("summary", {}, title), element("p", {}, difference(before ?? "", now)));
}
