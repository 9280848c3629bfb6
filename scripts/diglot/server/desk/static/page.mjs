// The page that is open, with its messages. Of several that are asked for, the last counts.
import { get } from "./api.mjs";

export class OpenPage {
  address = "";
  messages = [];
  #asked = 0;
  #isOpening = false;
  // Whether something was told of the page while it was being opened.
  #isMissed = false;
  #renewals = 0;
  #events = null;

  // `pages` are all of the book; `on` is what happens outside: opens, opened, renewed, say, fault.
  constructor({ pages, words, work, sheet, on }) {
    Object.assign(this, { pages, words, work, sheet, on });
  }

  get isOpening() {
    return this.#isOpening;
  }

  // Resolves to whether the page is open: not where another was asked for meanwhile.
  async open(page, first) {
    const number = ++this.#asked;
    this.#isOpening = true;
    try {
      if (!(await this.#bring(page, () => number === this.#asked))) return false;
    } catch (error) {
      this.on.fault(error);
      return false;
    } finally {
      if (number === this.#asked) this.#isOpening = false;
    }
    this.on.opened(first);
    if (this.#isMissed) await this.renew();
    return true;
  }

  // Resolves to whether the page is there, with its messages; `isWanted` tells whether it is to be.
  async #bring(page, isWanted) {
    const { pages, work } = this;
    await work.flush();
    if (!isWanted()) return false;
    work.open(null);
    this.#events?.close();
    const address = pages.some((known) => known.address === page) || page === "" ? page : pages[0]?.address ?? "";
    this.address = address;
    this.on.opens(address);
    this.#isMissed = false;
    // First of all: what changes from now on is told.
    await this.#follow();
    if (!isWanted()) return false;
    const shown = address === "" ? null : this.sheet.open(address);
    const [found] = await Promise.all([get("messages", { page: address }), shown]);
    if (!isWanted()) return false;
    this.messages = found;
    return true;
  }

  // Resolves once the server would tell what happens to the page, or cannot be asked.
  #follow() {
    const source = new EventSource(`/_desk/events?${new URLSearchParams({ site: this.sheet.site, page: this.address })}`);
    let wasOpen = false;
    this.#events = source;
    return new Promise((resolve) => {
      source.onopen = () => {
        // What happened while the connection was lost was told to nobody.
        if (wasOpen) this.renew();
        wasOpen = true;
        resolve();
      };
      source.onmessage = ({ data }) => {
        const notice = JSON.parse(data);
        if (notice.fault) this.on.say(notice.fault);
        if (notice.stale) this.renew();
      };
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) this.on.say(this.words.lost);
        resolve();
      };
    });
  }

  // The files have changed, by us or by others.
  async renew() {
    if (this.#isOpening) {
      this.#isMissed = true;
      return;
    }
    try {
      await this.#renew();
    } catch (error) {
      this.on.fault(error);
    }
  }

  async #renew() {
    const { address, work } = this;
    const number = ++this.#renewals;
    const { writes } = work;
    const [fresh, now] = await Promise.all([get("messages", { page: address }), get("start")]);
    // Who asked later knows more.
    if (address !== this.address || this.#isOpening || number !== this.#renewals) return;
    if (writes !== work.writes) {
      // What was asked for before something was saved may not know of it.
      await this.#renew();
      return;
    }
    this.messages = fresh;
    if (work.message) work.follow(this.of(work.message));
    if (address !== "") await this.sheet.refresh();
    this.on.renewed(now);
  }

  // The message of this page that another one is; undefined where it has it no more.
  of(message) {
    return this.messages.find((known) => known.id === message.id);
  }

  // Takes in what a message says now.
  put(message) {
    const former = this.of(message);
    if (!former) return;
    message.page = former.page;
    this.messages = this.messages.map((known) => (known === former ? message : known));
  }
}
