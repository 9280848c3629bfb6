// The page as it is published, each block marked by how far its message is.
import { element } from "./dom.mjs";

const PREFIX = "diglot-message-";

export class Sheet {
  #frame;
  #site;
  #messages = new Map();
  #kindOf;
  #choose;
  #go;

  constructor(parent, { site, title, choose, go, onkey }) {
    this.#site = site;
    this.#choose = choose;
    this.#go = go;
    this.onkey = onkey;
    this.#frame = element("iframe", { title });
    parent.replaceChildren(this.#frame);
  }

  // Resolves once the page is there.
  async open(address, messages, kindOf) {
    this.address = address;
    const loaded = new Promise((resolve) => {
      this.#frame.addEventListener("load", resolve, { once: true });
    });
    this.#frame.src = `/${this.#site}/${address}`;
    await loaded;
    const page = this.#frame.contentDocument;
    page.addEventListener("click", (event) => this.#click(event), true);
    page.addEventListener("keydown", (event) => this.onkey(event), true);
    this.mark(messages, kindOf);
  }

  mark(messages, kindOf) {
    this.#messages = new Map(messages.map((message) => [message.name, message]));
    this.#kindOf = kindOf;
    this.#markAll();
  }

  #markAll() {
    for (const message of this.#messages.values()) {
      for (const block of this.#blocks(message)) block.dataset.desk = this.#kindOf(message);
    }
  }

  shows(message) {
    return this.#blocks(message).length > 0;
  }

  select(message) {
    const page = this.#frame.contentDocument;
    for (const block of page.querySelectorAll("[data-desk-open]")) delete block.dataset.deskOpen;
    const blocks = message ? this.#blocks(message) : [];
    for (const block of blocks) block.dataset.deskOpen = "";
    // Themes that scroll smoothly would keep whoever goes from text to text by keys waiting.
    blocks[0]?.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // The same page as its file is now; only blocks that have changed are replaced.
  async refresh(selected) {
    const answer = await fetch(`/${this.#site}/${this.address}`);
    if (!answer.ok) return;
    const fresh = new this.#frame.contentWindow.DOMParser().parseFromString(await answer.text(), "text/html");
    const page = this.#frame.contentDocument;
    const [old, now] = [page.querySelector("article"), fresh.querySelector("article")];
    if (old === null || now === null) return;
    const names = [...now.querySelectorAll(`[class*=${PREFIX}]`)];
    const there = [...old.querySelectorAll(`[class*=${PREFIX}]`)];
    const same = names.length === there.length && names.every((one, n) => nameOf(one) === nameOf(there[n]));
    if (same) {
      names.forEach((one, number) => {
        if (!one.querySelector(`[class*=${PREFIX}]`)) there[number].replaceWith(page.importNode(one, true));
      });
    } else {
      old.replaceWith(page.importNode(now, true));
    }
    this.#markAll();
    if (selected) for (const block of this.#blocks(selected)) block.dataset.deskOpen = "";
  }

  #blocks(message) {
    return [...(this.#frame.contentDocument?.querySelectorAll(`.${PREFIX}${message.name}`) ?? [])];
  }

  #click(event) {
    const target = event.target.nodeType === 1 ? event.target : event.target.parentElement;
    const link = target.closest("a[href]");
    if (link) event.preventDefault();
    const block = target.closest(`article [class*=${PREFIX}]`);
    const message = block && this.#messages.get(nameOf(block));
    if (message && !(link && (event.ctrlKey || event.metaKey))) {
      this.#choose(message);
    } else if (link) {
      const address = new URL(link.href);
      const root = `/${this.#site}/`;
      if (address.origin === location.origin && address.pathname.startsWith(root)) {
        this.#go(address.pathname.slice(root.length));
      }
    }
  }
}

const nameOf = (block) =>
  [...block.classList].find((one) => one.startsWith(PREFIX)).slice(PREFIX.length);
