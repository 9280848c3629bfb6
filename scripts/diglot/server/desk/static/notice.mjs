// What is said to whoever works at the desk.
import { Conflict, Fault } from "./api.mjs";
import { element } from "./dom.mjs";

const SHOWN = 6000; // milliseconds

export class Notice {
  #timer = 0;

  constructor(words, { notice, broken }) {
    Object.assign(this, { words, notice, broken });
  }

  // What `lasts` is shown until something else is said.
  say(text, { lasts = false } = {}) {
    this.notice.textContent = text;
    clearTimeout(this.#timer);
    if (!lasts) this.#timer = setTimeout(() => this.notice.replaceChildren(), SHOWN);
  }

  // What was said is true no more.
  unsay(text) {
    if (this.notice.textContent === text) this.say("");
  }

  fault(error) {
    const { words } = this;
    if (error instanceof Conflict) this.say(words.changedSince);
    else if (error instanceof Fault) this.say(error.message);
    else if (error instanceof TypeError) this.say(words.lost);
    else throw error;
  }

  // Which catalogs cannot be written, for as long as that is so.
  showBroken(problems) {
    this.broken.hidden = !problems.length;
    const rows = problems.map(({ place, message, hints }) =>
      element("li", {}, element("code", {}, place), ` ${message} `, element("small", {}, hints.join(" "))),
    );
    const title = element("summary", {}, `${this.words.brokenCatalogs} (${problems.length})`);
    // One is told at once; of many, the page is to be seen first.
    this.broken.replaceChildren(element("details", { open: problems.length === 1 }, title, element("ul", {}, rows)));
  }
}
