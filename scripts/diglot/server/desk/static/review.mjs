// A walk through what has changed since a revision or a date: each is approved or sent back.
import { post } from "./api.mjs";
import { dialogOf, element } from "./dom.mjs";

export class Review {
  messages = [];
  isOn = false;
  #since = "HEAD";
  #done = new Set();

  constructor(holder, { words, choose, fault, changed }) {
    Object.assign(this, { holder, words, choose, fault, changed });
  }

  ask() {
    const { words } = this;
    const since = element("input", { value: this.#since, "aria-label": words.since });
    const begin = () => this.#begin(since.value.trim()).then((is) => is && dialog.close(), this.fault);
    const dialog = dialogOf(
      words,
      words.review,
      element("p", {}, words.reviewWhy),
      element("label", {}, words.since, since),
      element("button", { type: "button", class: "primary", onclick: begin }, words.begin),
      this.isOn && element("button", { type: "button", onclick: () => this.#end(dialog) }, words.endReview),
    );
  }

  // What a message said before, null for nothing; undefined where it is not reviewed.
  formerly(message) {
    return this.messages.find((known) => known.id === message.id)?.formerly;
  }

  isDone(message) {
    return this.isOn && this.#done.has(message.id);
  }

  done(message, goesOn) {
    this.#done.add(message.id);
    this.#show();
    if (goesOn) this.step(1, message);
  }

  // To the next that is not reviewed, or the one before.
  step(by, from) {
    const at = this.messages.findIndex((known) => known.id === from?.id);
    const order = [...this.messages.slice(at + 1), ...this.messages.slice(0, at + 1)];
    const next = by > 0 ? order.find((known) => !this.#done.has(known.id)) : this.messages[at - 1];
    if (next) this.choose(next);
  }

  async #begin(since) {
    const messages = await post("changed", { since });
    this.#since = since;
    this.#done.clear();
    this.messages = messages;
    this.isOn = true;
    document.body.classList.add("with-list");
    this.#show();
    this.step(1);
    return true;
  }

  #end(dialog) {
    this.isOn = false;
    this.messages = [];
    dialog?.close();
    this.#show();
  }

  #show() {
    const { words } = this;
    const [done, all] = [this.#done.size, this.messages.length];
    const state = all === 0 ? words.nothingChanged : done === all ? words.reviewed : `${done}/${all}`;
    document.body.classList.toggle("reviewing", this.isOn);
    this.holder.replaceChildren(
      ...(this.isOn
        ? [
            element("p", { role: "status" }, `${words.changedSinceThen} ${this.#since}: ${state}`),
            element("button", { type: "button", onclick: () => this.#end() }, words.endReview),
          ]
        : []),
    );
    this.changed();
  }
}
