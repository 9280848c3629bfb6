// The desk: a bar, a list, the page, and the place to write.
import { get } from "./api.mjs";
import { Changes } from "./changes.mjs";
import { askWho, showKeys } from "./dialogs.mjs";
import { element } from "./dom.mjs";
import { redoIcon, sideBySideIcon, undoIcon } from "./icons.mjs";
import { listen, named } from "./keys.mjs";
import { List } from "./list.mjs";
import { Notice } from "./notice.mjs";
import { OpenPage } from "./page.mjs";
import { Review } from "./review.mjs";
import { Sheet } from "./sheet.mjs";
import { Tally } from "./tally.mjs";
import { Views } from "./views.mjs";
import { Walk } from "./walk.mjs";
import { Work } from "./work.mjs";

const find = (id) => document.getElementById(id);

const start = await get("start");
const { words, translator } = start;

document.documentElement.lang = start.uiLanguage.replace("_", "-");
document.title = `diglot · ${start.language.name}`;
// The token has done its work; it need not stay in the history.
history.replaceState(null, "", `/${location.hash}`);

const notices = new Notice(words, { notice: find("notice"), broken: find("broken") });
const say = (text) => notices.say(text);
const fault = (error) => notices.fault(error);
const { keys, handle, faults: keyFaults } = listen(start.keys, act, words);
const views = new Views(start.sites);
const kindOf = (message) => tally.kind(message, message.page);
const isSeen = (message) => page.address === "" || sheet.shows(message);
const sheet = new Sheet(find("sheet"), {
  site: views.site,
  title: words.page,
  kind: kindOf,
  // The page that is being left has other messages.
  choose: (message) => page.isOpening || select(message),
  go: (address) => page.open(address),
  onkey: handle,
});
const review = new Review(find("review"), { words, choose, fault, changed: () => list.show() });
const work = new Work(find("work"), {
  words,
  language: start.language,
  keys,
  on: {
    saved,
    fault,
    choose,
    fills: () => changes.fillSame(),
    shown: (drafted, address) => sheet.take(drafted, address),
    site: () => sheet.site,
    formerly: (message) => review.formerly(message),
    isSeen,
    mustSayWhy: () => review.isOn,
    introduced: () => translator.asked || askWho({ words, translator, fault }),
  },
});
const page = new OpenPage({ pages: start.pages, words, work, sheet, on: { opens, opened, renewed, say, fault } });
find("invitation").textContent = words.invitation;

// --- the bar

const choice = element(
  "select",
  { "aria-label": words.page, onchange: () => page.open(choice.value) },
  start.pages.map(({ address, title }) => element("option", { value: address }, title)),
  start.counts[""] && element("option", { value: "" }, words.elsewhere),
);
const search = element("input", {
  type: "search",
  placeholder: words.search,
  "aria-label": words.search,
});
const tally = new Tally({ words, counts: start.counts, fault, changed: () => showStates() });
const changes = new Changes({ page, work, words, notices, changed: moved });
const walk = new Walk({ page, tally, review, work, words, select, say });
const list = new List(find("list"), {
  words,
  search,
  choose,
  fault,
  desk: {
    review,
    kind: kindOf,
    isSeen,
    get messages() {
      return page.messages;
    },
    get page() {
      return page.address;
    },
    get current() {
      return work.message;
    },
  },
});

const ACTIONS = {
  confirm: () => work.save(false),
  needsWork: () => work.save(true),
  next: () => walk.step(1),
  previous: () => walk.step(-1),
  nextUnfinished: () => walk.nextUnfinished(),
  nextUntranslated: () => walk.nextOf("untranslated"),
  nextFuzzy: () => walk.nextOf("fuzzy"),
  nextStale: () => walk.nextOf("stale"),
  nextFlagged: () => walk.nextOf("flagged"),
  insertCode: () => work.aids.insertCode(),
  editCodes: () => work.toggleCodes(),
  repair: () => work.verdict.repair(),
  nextFinding: () => work.verdict.next(),
  ignore: () => work.verdict.ignoreHere(),
  takeSimilar: (number) => work.aids.takeSimilar(number),
  insertTerm: (number) => work.aids.insertTerm(number),
  toConcordance: () => work.aids.toConcordance(),
  takeTheirs: () => work.decide("theirs"),
  keepMine: () => work.decide("mine"),
  revert: () => work.revert(),
  undo: () => changes.undo(),
  redo: () => changes.redo(),
  toComment: () => work.comment.focus(),
  toList,
  wholeBook: () => list.turnWhole(),
  toPages: () => choice.focus(),
  sideBySide,
  toSearch: () => search.focus(),
  replace: () => changes.replace(),
  review: () => review.ask(),
  fillSame: () => changes.fillSame(),
  who: () => askWho({ words, translator, fault }),
  keys: () => showKeys({ words, keys, faults: wrongKeys(), file: start.keysFile }),
};

const iconButton = (action, sign, onclick = ACTIONS[action]) => {
  const label = words[action];
  const title = keys[action] ? `${label} (${named(keys[action])})` : label;
  return element("button", { type: "button", class: "quiet", "aria-label": label, title, onclick: () => onclick() }, sign);
};
const besides = iconButton("sideBySide", sideBySideIcon());
besides.hidden = !views.areTwo;
besides.ariaPressed = views.isParallel;
find("bar").append(
  element("h1", { class: "for-screen-readers" }, document.title),
  iconButton("messages", "≡", () => document.body.classList.toggle("with-list")),
  choice,
  besides,
  tally.page,
  tally.book,
  search,
  iconButton("undo", undoIcon()),
  iconButton("redo", redoIcon()),
  iconButton("nextUnfinished", "↓"),
  iconButton("replace", "⇄"),
  iconButton("review", "✓"),
  iconButton("who", "☺"),
  iconButton("keys", "?"),
);

function act(name, number) {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) ACTIONS[name](number);
  else if (name === "toList") dialog.close();
  else if (name === "confirm") dialog.querySelector(".primary")?.click();
}

function toList() {
  if (document.activeElement.closest("#work")) {
    list.focus();
  } else if (work.message) work.editor.focus();
}

// --- the page

// Turns from the language alone to both side by side, or back; what is being written stays open.
async function sideBySide() {
  if (!views.areTwo) return;
  const { message } = work;
  sheet.site = views.turn();
  besides.ariaPressed = views.isParallel;
  await openFirst(page.address, () => message && page.of(message));
}

// The first page side by side is there once the sources have been read, too.
async function openFirst(address, first) {
  if (views.isParallel) notices.say(words.opensSideBySide, { lasts: true });
  await page.open(address, first);
  notices.unsay(words.opensSideBySide);
}

function showStates() {
  if (page.isOpening) return;
  tally.show(page.address, page.messages);
  if (page.address !== "") sheet.mark(page.messages);
  list.show();
}

function opens(address) {
  choice.value = address;
  location.hash = address;
  find("sheet").classList.toggle("empty", address === "");
}

function opened(first) {
  showStates();
  // At once: from now on, somebody may choose another one.
  if (first) select(first(page.messages));
  tally.look(page.address);
}

function renewed({ counts, broken }) {
  tally.counts = counts;
  notices.showBroken(broken);
  showStates();
  tally.look(page.address);
}

// --- messages

function select(message) {
  if (!message) return;
  work.open(message);
  if (page.address !== "") sheet.select(message);
  list.mark(message);
}

async function choose(message) {
  if (message.page !== page.address && !(await page.open(message.page))) return;
  select(page.of(message) ?? page.messages[0]);
  // On a narrow screen the list lies over what was chosen in it.
  if (matchMedia("(max-width: 960px)").matches) document.body.classList.remove("with-list");
}

// Undone or done again.
function moved(message) {
  showStates();
  select(message);
}

function saved(message, goesOn) {
  page.put(message);
  showStates();
  if (page.address !== "") sheet.refresh();
  say(work.offer ? `${words.saved} ${words.same}: ${work.offer.number} (${named(keys.fillSame)})` : words.saved);
  if (review.isOn) review.done(message, goesOn);
  else if (goesOn) walk.nextUnfinished(message.id);
}

// What is wrong in the file of keys; the keys that it does not change are as they were.
function wrongKeys() {
  return [...(start.keysFault ? [`${words.keysBroken} ${start.keysFault}`] : []), ...keyFaults];
}

// Who looks away or leaves need not wait until what is written has been kept.
document.addEventListener("visibilitychange", () => document.hidden && work.flush());
notices.showBroken(start.broken);
await openFirst(decodeURIComponent(location.hash.slice(1)) || start.pages[0]?.address, walk.firstUnfinished);
if (wrongKeys().length) say([start.keysFile, ...wrongKeys()].join("\n"));
document.body.dataset.ready = "";
