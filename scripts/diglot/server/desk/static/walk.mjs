// From message to message: on the page, on those that follow it, and in a review.

const UNFINISHED = ["untranslated", "fuzzy", "stale"];

export class Walk {
  // `select` opens a message of the page; `say` tells that there is none.
  constructor({ page, tally, review, work, words, select, say }) {
    Object.assign(this, { page, tally, review, work, words, select, say });
  }

  step(by) {
    const { page, review, work } = this;
    if (review.isOn) {
      review.step(by, work.message);
      return;
    }
    const { messages } = page;
    const at = messages.findIndex((message) => message.id === work.message?.id);
    this.select(messages[Math.min(messages.length - 1, Math.max(0, at + by))]);
  }

  // What finds the first message that is not finished in a list.
  get firstUnfinished() {
    return this.#firstOf(UNFINISHED);
  }

  nextUnfinished(from) {
    return this.#next(UNFINISHED, this.words.finished, from);
  }

  nextOf(kind) {
    return this.#next([kind], this.words.nothing);
  }

  // The next message of some kinds, on this page or on those that follow.
  async #next(kinds, none, from = this.work.message?.id) {
    const { page, tally } = this;
    const { messages } = page;
    const at = messages.findIndex((message) => message.id === from);
    const here = this.#firstOf(kinds)([...messages.slice(at + 1), ...messages.slice(0, at + 1)]);
    if (here) {
      this.select(here);
      return;
    }
    const order = [...page.pages.map(({ address }) => address), ""];
    const now = order.indexOf(page.address);
    const other = [...order.slice(now + 1), ...order.slice(0, now)].find((page) => tally.has(page, kinds));
    if (other === undefined) this.say(none);
    else await page.open(other, this.#firstOf(kinds));
  }

  #firstOf(kinds) {
    return (list) => list.find((message) => kinds.includes(this.tally.kind(message, message.page)));
  }
}
