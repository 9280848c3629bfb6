// The page as it is published, each block marked by how far its message is.
import { element } from "./dom.mjs";
import { onScheme, putScheme } from "./scheme.mjs";

const PREFIX = "diglot-message-";
const BLOCK = `[class*=${PREFIX}]`;
const LOOKS = 50; // milliseconds between looks whether the page is there
// What of a parallel page has changed, inside of what is around it.
const PART = "diglot-desk-part";
const REST = 1000; // milliseconds without a draft, after which the page takes in what is not its block

export class Sheet {
  #frame;
  #loaded = () => {};
  #listened = new WeakSet();
  // The last asked for of the fresh pages, and the last shown: older ones come too late.
  #asked = 0;
  #shown = 0;
  // How many fresh pages are being asked for.
  #awaited = 0;
  #later = 0;
  #messages = new Map();
  #kind;
  // The name of the message that is being written.
  #selected = "";
  #choose;
  #go;

  // `site` is the one whose pages are shown; `kind` tells how far a message is; `choose` and `go` are called for messages and pages.
  constructor(parent, { site, title, kind, choose, go, onkey }) {
    this.#kind = kind;
    this.site = site;
    this.#choose = choose;
    this.#go = go;
    this.onkey = onkey;
    this.#frame = element("iframe", { title, onload: () => this.#load() });
    parent.replaceChildren(this.#frame);
    onScheme(() => {
      if (this.#page) putScheme(this.#page);
    });
  }

  // The page of the frame; null while there is none, and where the frame left one before any of it had come.
  get #page() {
    const page = this.#frame.contentDocument;
    return page?.documentElement ? page : null;
  }

  // Resolves once the page is there, or another one that was asked for after it. It has no marks yet.
  async open(address) {
    this.address = address;
    this.#asked++;
    this.#shown = this.#asked;
    this.#messages = new Map();
    this.#selected = "";
    const loaded = new Promise((resolve) => {
      const former = this.#loaded;
      this.#loaded = () => [former(), resolve()];
    });
    const former = this.#page;
    this.#frame.src = `/${this.site}/${address}`;
    // Pictures from elsewhere may take long, or never come.
    const timer = setInterval(() => {
      const page = this.#page;
      if (page && page !== former && page.readyState !== "loading") this.#load();
    }, LOOKS);
    await loaded;
    clearInterval(timer);
  }

  // Each document that the frame has is listened to once, be it of a page that is left already.
  #load() {
    const page = this.#page;
    if (page && !this.#listened.has(page)) {
      this.#listened.add(page);
      putScheme(page);
      page.addEventListener("click", (event) => this.#click(event), true);
      page.addEventListener("keydown", (event) => this.onkey(event), true);
    }
    // What cannot be reached leaves a page of the browser's own.
    if ((this.#frame.contentDocument?.URL ?? this.#frame.src) !== this.#frame.src) return;
    this.#loaded();
    this.#loaded = () => {};
  }

  mark(messages) {
    this.#messages = new Map(messages.map((message) => [message.name, message]));
    this.#markAll();
  }

  #markAll() {
    this.#mark([...this.#messages.values()]);
  }

  #mark(messages) {
    // Of several messages in a block, one with something to do decides.
    const isDone = (message) => this.#kind(message) === "translated";
    for (const message of messages.sort((one, other) => isDone(other) - isDone(one))) {
      for (const block of this.#blocks(message)) block.dataset.desk = this.#kind(message);
    }
  }

  shows(message) {
    return this.#blocks(message).length > 0;
  }

  select({ name }) {
    this.#selected = name;
    const blocks = this.#markOpen();
    // Themes that scroll smoothly would keep whoever goes from text to text by keys waiting.
    blocks[0]?.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // Returns the blocks of the message that is being written.
  #markOpen() {
    for (const block of this.#page?.querySelectorAll("[data-desk-open]") ?? []) delete block.dataset.deskOpen;
    const blocks = this.#blocks({ name: this.#selected });
    for (const block of blocks) block.dataset.deskOpen = "";
    return blocks;
  }

  // The same page as its file is now; only what has changed is replaced.
  async refresh() {
    clearTimeout(this.#later);
    this.#awaited++;
    try {
      await this.#refresh();
    } finally {
      this.#awaited--;
    }
  }

  async #refresh() {
    const { address, site } = this;
    const number = ++this.#asked;
    const answer = await fetch(`/${site}/${address}`);
    const text = await answer.text();
    const page = this.#page?.body;
    // Another page may have been opened meanwhile, or be loading just now.
    if (!answer.ok || address !== this.address || site !== this.site || !page || number < this.#shown) return;
    this.#shown = number;
    const fresh = new this.#frame.contentWindow.DOMParser().parseFromString(text, "text/html");
    replaceChanged(page, fresh.body);
    this.#markAll();
    this.#markOpen();
  }

  // Shows what a draft of a page has changed: its blocks alone, where they are as the server knows them.
  async take({ blocks, isComplete, isAlone }, address) {
    if (address !== this.address) return;
    clearTimeout(this.#later);
    // A page that was asked for before may come after them.
    const isDone = isComplete && !this.#awaited && blocks.every((block) => this.#replace(block));
    if (!isDone) await this.refresh();
    else if (!isAlone) this.#later = setTimeout(() => this.refresh(), REST);
  }

  // Whether the blocks of a message were what they are said to have been, and are now what they should be.
  #replace({ name, before, after }) {
    const [old, now] = [before, after].map((html) => {
      const fresh = new this.#frame.contentWindow.DOMParser().parseFromString(html, "text/html");
      const parts = takenOut(fresh);
      return parts.length ? parts : [...fresh.querySelectorAll(`.${PREFIX}${name}`)];
    });
    const here = placesOf(old, this.#blocks({ name }));
    if (!here || here.length !== now.length) return false;
    const fresh = here.map((block, number) => replaceChanged(block, now[number]));
    const inside = fresh.flatMap((block) => [block, ...block.querySelectorAll(BLOCK)]);
    this.#mark([...new Set(inside.flatMap((block) => this.#messagesAt(block)))]);
    if (name === this.#selected) this.#markOpen();
    return true;
  }

  // Of two languages side by side, those of the one that is written.
  #blocks(message) {
    const named = `.${PREFIX}${message.name}:not([data-side="source"] *)`;
    return [...(this.#page?.querySelectorAll(named) ?? [])];
  }

  // The messages that stand at a place of the page, the innermost first.
  #messagesAt(place) {
    const names = [];
    for (let block = place.closest(BLOCK); block; block = block.parentElement.closest(BLOCK)) {
      names.push(...[...block.classList].filter((name) => name.startsWith(PREFIX)));
    }
    const found = [...new Set(names)].map((name) => this.#messages.get(name.slice(PREFIX.length)));
    return found.filter(Boolean);
  }

  #click(event) {
    const target = event.target.nodeType === 1 ? event.target : event.target.parentElement;
    const link = target.closest("a[href]");
    if (link) event.preventDefault();
    // Another click opens the next one: of a picture and its paragraph, or of comments in code.
    const here = this.#messagesAt(target);
    const message = here[(here.findIndex(({ name }) => name === this.#selected) + 1) % here.length];
    if (message && !(link && (event.ctrlKey || event.metaKey))) {
      this.#choose(message);
    } else if (link) {
      const address = new URL(link.href);
      const root = `/${this.site}/`;
      if (address.origin === location.origin && address.pathname.startsWith(root)) {
        this.#go(address.pathname.slice(root.length));
      }
    }
  }
}

// The parts of a fresh page that are marked as such, without the mark.
function takenOut(page) {
  const parts = [...page.querySelectorAll(`.${PART}`)];
  for (const part of parts) {
    part.classList.remove(PART);
    if (!part.classList.length) part.removeAttribute("class");
  }
  return parts;
}

// Where parts stand that each hold some of the blocks, or are one; null where they do not.
function placesOf(parts, blocks) {
  const places = [];
  for (const block of blocks) {
    if (places.at(-1)?.contains(block)) continue;
    const part = parts[places.length];
    let place = part && block;
    while (place && !(shapeOf(place) === shapeOf(part) && unmarked(place).isEqualNode(part))) place = place.parentElement;
    if (!place) return null;
    places.push(place);
  }
  return places.length === parts.length && places.length ? places : null;
}

// Makes a page's node what it is in a fresh page, and leaves alone what has stayed in it.
// Returns the node that is there then.
function replaceChanged(old, now) {
  if (old.isEqualNode(now)) return old;
  const parts = [...old.childNodes];
  if (parts.length && parts.length === now.childNodes.length && shapeOf(old) === shapeOf(now)) {
    parts.forEach((part, number) => {
      replaceChanged(part, now.childNodes[number]);
    });
  } else if (parts.length || now.hasChildNodes() || shapeOf(old) !== shapeOf(now)) {
    const fresh = old.ownerDocument.importNode(now, true);
    old.replaceWith(fresh);
    return fresh;
  }
  return old;
}

// A copy of a block without our own marks.
function unmarked(block) {
  const copy = block.cloneNode(true);
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...part.attributes].filter(isMark)) part.removeAttribute(name);
  }
  return copy;
}

const isMark = ({ name }) => name.startsWith("data-desk");

// The name and attributes of a node, without our own marks and what readers open; a text itself.
const shapeOf = ({ nodeName, nodeValue, attributes }) =>
  JSON.stringify([
    nodeName,
    nodeValue,
    [...(attributes ?? [])].filter((attribute) => !isMark(attribute) && attribute.name !== "open").map(({ name, value }) => [name, value]),
  ]);
