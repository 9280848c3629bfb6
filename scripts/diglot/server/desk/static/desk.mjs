// The desk: a bar, a list, the page, and the place to write.
import { Conflict, Fault, get, post } from "./api.mjs";
import { dialogOf, element } from "./dom.mjs";
import { redoIcon, undoIcon } from "./icons.mjs";
import { listen, named } from "./keys.mjs";
import { List } from "./list.mjs";
import { openReplacing } from "./replace.mjs";
import { Review } from "./review.mjs";
import { Sheet } from "./sheet.mjs";
import { Tally } from "./tally.mjs";
import { Work } from "./work.mjs";

const find = (id) => document.getElementById(id);
const UNFINISHED = ["untranslated", "fuzzy", "stale"];

const start = await get("start");
const { words, pages } = start;
// While a page is being opened, what is told of it waits. Of several, the last asked for counts.
let [opening, missed, asked] = [false, false, 0];
let [address, messages, events] = ["", [], null];

document.documentElement.lang = start.uiLanguage.replace("_", "-");
document.title = `diglot · ${start.language.name}`;
// The token has done its work; it need not stay in the history.
history.replaceState(null, "", `/${location.hash}`);

const { keys, handle, faults: keyFaults } = listen(start.keys, act, words);
const sheet = new Sheet(find("sheet"), {
  site: start.site,
  title: words.page,
  // The page that is being left has other messages.
  choose: (message) => opening || select(message),
  go: (page) => open(page),
  onkey: handle,
});
const review = new Review(find("review"), { words, choose, fault, changed: () => list.show() });
const kindOf = (message) => tally.kind(message, message.page);
const isSeen = (message) => address === "" || sheet.shows(message);
const work = new Work(find("work"), {
  words,
  language: start.language,
  keys,
  on: {
    saved,
    fault,
    choose,
    fills: () => fillSame(),
    shown: () => sheet.refresh(work.message),
    formerly: (message) => review.formerly(message),
    isSeen,
    mustSayWhy: () => review.isOn,
    introduced: () => start.translator.asked || askWho(),
  },
});
find("invitation").textContent = words.invitation;

// --- the bar

const choice = element(
  "select",
  { "aria-label": words.page, onchange: () => open(choice.value) },
  pages.map(({ address: page, title }) => element("option", { value: page }, title)),
  start.counts[""] && element("option", { value: "" }, words.elsewhere),
);
const search = element("input", {
  type: "search",
  placeholder: words.search,
  "aria-label": words.search,
});
const tally = new Tally({ words, counts: start.counts, fault, changed: () => showStates() });
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
      return messages;
    },
    get page() {
      return address;
    },
    get current() {
      return work.message;
    },
  },
});
const iconButton = (action, sign, onclick = ACTIONS[action]) => {
  const label = words[action];
  const title = keys[action] ? `${label} (${named(keys[action])})` : label;
  return element("button", { type: "button", class: "quiet", "aria-label": label, title, onclick: () => onclick() }, sign);
};

function showStates() {
  if (opening) return;
  tally.show(address, messages);
  if (address !== "") sheet.mark(messages, kindOf);
  list.show();
}

async function choose(message) {
  if (message.page !== address && !(await open(message.page))) return;
  select(messages.find((one) => one.id === message.id) ?? messages[0]);
  // On a narrow screen the list lies over what was chosen in it.
  if (matchMedia("(max-width: 960px)").matches) document.body.classList.remove("with-list");
}

// --- a page

// Resolves to whether the page is open: not where another was asked for meanwhile.
async function open(page, first) {
  const number = ++asked;
  opening = true;
  try {
    if (!(await bring(page, () => number === asked))) return false;
  } catch (error) {
    fault(error);
    return false;
  } finally {
    if (number === asked) opening = false;
  }
  showStates();
  // At once: from now on, somebody may choose another one.
  if (first) select(first(messages));
  if (missed) await renew();
  else tally.look(address);
  return true;
}

// Resolves to whether the page is there, with its messages; `isWanted` tells whether it is to be.
async function bring(page, isWanted) {
  await work.flush();
  if (!isWanted()) return false;
  work.open(null);
  events?.close();
  address = pages.some((one) => one.address === page) || page === "" ? page : pages[0]?.address ?? "";
  choice.value = address;
  location.hash = address;
  missed = false;
  // First of all: what changes from now on is told.
  await follow();
  if (!isWanted()) return false;
  const found = await get("messages", { page: address });
  if (!isWanted()) return false;
  messages = found;
  find("sheet").classList.toggle("empty", address === "");
  if (address !== "") await sheet.open(address, messages, kindOf);
  return isWanted();
}

// Resolves once the server tells of the page, or cannot be asked.
function follow() {
  const source = new EventSource(`/_desk/events?${new URLSearchParams({ page: address })}`);
  let wasOpen = false;
  events = source;
  return new Promise((resolve) => {
    source.onopen = () => {
      // What happened while the connection was lost was told to nobody.
      if (wasOpen) renew().catch(fault);
      wasOpen = true;
    };
    source.onmessage = ({ data }) => {
      const notice = JSON.parse(data);
      if (notice.fault) say(notice.fault);
      if (notice.stale) renew().catch(fault);
      resolve();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) say(words.lost);
      resolve();
    };
  });
}

let renewals = 0;

// The files have changed, by us or by others.
async function renew() {
  if (opening) {
    missed = true;
    return;
  }
  const number = ++renewals;
  const [page, writes] = [address, work.writes];
  const [fresh, now] = await Promise.all([get("messages", { page }), get("start")]);
  // Who asked later knows more.
  if (page !== address || opening || number !== renewals) return;
  if (writes !== work.writes) {
    // What was asked for before something was saved may not know of it.
    await renew();
    return;
  }
  messages = fresh;
  tally.counts = now.counts;
  showBroken(now.broken);
  if (work.message) work.follow(messages.find((one) => one.id === work.message.id));
  if (address !== "") await sheet.refresh(work.message);
  showStates();
  tally.look(address);
}

function select(message) {
  if (!message) return;
  work.open(message);
  if (address !== "") sheet.select(message);
  list.mark(message);
}

function saved(message, goesOn) {
  messages = messages.map((one) => (one.id === message.id ? message : one));
  showStates();
  if (address !== "") sheet.refresh(work.message);
  say(work.offer ? `${words.saved} ${words.same}: ${work.offer.number} (${named(keys.fillSame)})` : words.saved);
  if (review.isOn) review.done(message, goesOn);
  else if (goesOn) nextOf(UNFINISHED, words.finished, message.id);
}

// --- from message to message

function step(by) {
  if (review.isOn) {
    review.step(by, work.message);
    return;
  }
  const at = messages.findIndex((one) => one.id === work.message?.id);
  select(messages[Math.min(messages.length - 1, Math.max(0, at + by))]);
}

const firstOf = (kinds) => (list) => list.find((message) => kinds.includes(kindOf(message)));

// The next message of some kinds, on this page or on those that follow.
async function nextOf(kinds, none, from = work.message?.id) {
  const at = messages.findIndex((one) => one.id === from);
  const here = firstOf(kinds)([...messages.slice(at + 1), ...messages.slice(0, at + 1)]);
  if (here) {
    select(here);
    return;
  }
  const order = [...pages.map((one) => one.address), ""];
  const now = order.indexOf(address);
  const others = [...order.slice(now + 1), ...order.slice(0, now)];
  const page = others.find((one) => tally.has(one, kinds));
  if (page === undefined) say(none);
  else await open(page, firstOf(kinds));
}

async function turn(name, done, nothing) {
  try {
    await work.flush();
    const { message, number } = await post(name);
    say(!message ? nothing : number > 1 ? `${done} ${words.messages}: ${number}` : done);
    if (!message) return;
    if (number > 1) await renew();
    if (message.page !== address && !(await open(message.page))) return;
    messages = messages.map((one) => (one.id === message.id ? { ...message, page: one.page } : one));
    showStates();
    select(messages.find((one) => one.id === message.id));
  } catch (error) {
    fault(error);
  }
}

const ACTIONS = {
  confirm: () => work.save(false),
  needsWork: () => work.save(true),
  next: () => step(1),
  previous: () => step(-1),
  nextUnfinished: () => nextOf(UNFINISHED, words.finished),
  nextUntranslated: () => nextOf(["untranslated"], words.nothing),
  nextFuzzy: () => nextOf(["fuzzy"], words.nothing),
  nextStale: () => nextOf(["stale"], words.nothing),
  nextFlagged: () => nextOf(["flagged"], words.nothing),
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
  undo: () => turn("undo", words.undone, words.nothingLeft),
  redo: () => turn("redo", words.redone, words.nothingUndone),
  toComment: () => work.comment.focus(),
  toList,
  wholeBook: () => list.turnWhole(),
  toPages: () => choice.focus(),
  toSearch: () => search.focus(),
  replace: showReplacing,
  review: () => review.ask(),
  fillSame,
  who: askWho,
  keys: showKeys,
};

find("bar").append(
  element("h1", { class: "for-screen-readers" }, document.title),
  iconButton("messages", "≡", () => document.body.classList.toggle("with-list")),
  choice,
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

// --- many messages at once

async function showReplacing() {
  await work.flush();
  openReplacing({ words, fault, done: told(words.replaced) });
}

async function fillSame() {
  try {
    const answer = await work.fillSame();
    if (answer) await told(words.filled)(answer);
  } catch (error) {
    fault(error);
  }
}

// Says how many messages were written, and how many somebody else had changed meanwhile.
const told = (done) => async ({ number, left }) => {
  say(left ? `${done} ${number}. ${words.leftOut} ${left}.` : `${done} ${number}.`);
  await renew();
};

// --- what is said, and asked

let saying = 0;
function say(text) {
  find("notice").textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => find("notice").replaceChildren(), 6000);
}

function fault(error) {
  if (error instanceof Conflict) say(words.changedSince);
  else if (error instanceof Fault) say(error.message);
  else if (error instanceof TypeError) say(words.lost);
  else throw error;
}

function showKeys() {
  const names = Object.entries(keys).map(([name, key]) => [
    element("dt", {}, element("kbd", {}, named(key))),
    element("dd", {}, words[name], " ", element("code", {}, name)),
  ]);
  const example = JSON.stringify({ nextUnfinished: keys.nextUnfinished });
  const file = element("p", {}, words.keysFile, element("br"), element("code", {}, start.keysFile), " ", element("code", {}, example));
  const faults = element("div", { class: "fault" }, wrongKeys().map((one) => element("p", {}, one)));
  dialogOf(words, words.keys, faults, element("dl", {}, names.flat()), file);
}

// What is wrong in the file of keys; the keys that it does not change are as they were.
function wrongKeys() {
  return [...(start.keysFault ? [`${words.keysBroken} ${start.keysFault}`] : []), ...keyFaults];
}

// Resolves once somebody has said a name, or has not wanted to.
function askWho() {
  const { translator } = start;
  const field = (key, type) =>
    element("input", { value: translator[key], "aria-label": words[key], placeholder: words[key], type, autocomplete: "off" });
  const [name, mail] = [field("name", "text"), field("mail", "email")];
  const keep = () => {
    Object.assign(translator, { name: name.value, mail: mail.value });
    dialog.close();
  };
  const button = element("button", { type: "button", class: "primary", onclick: keep }, words.keep);
  const dialog = dialogOf(words, words.who, element("p", {}, words.whoWhy), name, mail, button);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      translator.asked = true;
      post("translator", translator).then(resolve, (error) => resolve(fault(error)));
    });
  });
}

// Which catalogs cannot be written, for as long as that is so.
function showBroken(problems) {
  const holder = find("broken");
  holder.hidden = !problems.length;
  const rows = problems.map(({ place, message, hints }) =>
    element("li", {}, element("code", {}, place), ` ${message} `, element("small", {}, hints.join(" "))),
  );
  const title = element("summary", {}, `${words.brokenCatalogs} (${problems.length})`);
  // One is told at once; of many, the page is to be seen first.
  holder.replaceChildren(element("details", { open: problems.length === 1 }, title, element("ul", {}, rows)));
}

showBroken(start.broken);
await open(decodeURIComponent(location.hash.slice(1)) || pages[0]?.address, firstOf(UNFINISHED));
if (wrongKeys().length) say([start.keysFile, ...wrongKeys()].join("\n"));
document.body.dataset.ready = "";
