// The desk: a bar, a list, the page, and the place to write.
import { Conflict, Fault, get, post } from "./api.mjs";
import { dialogOf, element } from "./dom.mjs";
import { listen, named } from "./keys.mjs";
import { openReplacing } from "./replace.mjs";
import { Review } from "./review.mjs";
import { Sheet } from "./sheet.mjs";
import { Work } from "./work.mjs";

const find = (id) => document.getElementById(id);
const UNFINISHED = new Set(["untranslated", "fuzzy", "stale"]);
const STATES = ["translated", "stale", "fuzzy", "untranslated", "missing", "unreadable"];

const start = await get("start");
const { words, pages } = start;
let { counts } = start;
// While a page is being opened, what is told of it waits.
let [opening, missed] = [false, false];
let [address, messages, filter, found, events] = ["", [], "all", null, null];

document.documentElement.lang = start.uiLanguage.replace("_", "-");
document.title = `diglot · ${start.language.name}`;
// The token has done its work; it need not stay in the history.
history.replaceState(null, "", `/${location.hash}`);

const { keys, handle } = listen(start.keys, act);
const sheet = new Sheet(find("sheet"), {
  site: start.site,
  title: words.page,
  // The page that is being left has other messages.
  choose: (message) => opening || select(message),
  go: (page) => open(page),
  onkey: handle,
});
const review = new Review(find("review"), { words, choose, fault, changed: () => showList() });
const work = new Work(find("work"), {
  words,
  language: start.language,
  keys,
  on: {
    saved,
    fault,
    choose,
    fills: () => fillSame(),
    shown: () => sheet.refresh(messages, work.message),
    formerly: (message) => review.formerly(message),
    mustSayWhy: () => review.isOn,
  },
});
find("invitation").textContent = words.invitation;

// --- the bar

const choice = element(
  "select",
  { "aria-label": words.page, onchange: () => open(choice.value) },
  pages.map(({ address: page, title }) => element("option", { value: page }, title)),
  counts[""] && element("option", { value: "" }, words.elsewhere),
);
const search = element("input", {
  type: "search",
  placeholder: words.search,
  "aria-label": words.search,
  oninput: () => look(),
});
const [ofPage, ofBook] = [element("div", { class: "count" }), element("div", { class: "count" })];
const iconButton = (label, sign, onclick) =>
  element("button", { type: "button", class: "quiet", "aria-label": label, title: label, onclick }, sign);
find("bar").append(
  element("h1", { class: "for-screen-readers" }, document.title),
  iconButton(words.messages, "≡", () => document.body.classList.toggle("with-list")),
  choice,
  ofPage,
  ofBook,
  search,
  iconButton(words.replace, "⇄", showReplacing),
  iconButton(words.review, "✓", () => review.ask()),
  iconButton(words.who, "☺", askWho),
  iconButton(words.keys, "?", showKeys),
);

function count(holder, label, numbers) {
  const total = STATES.reduce((sum, state) => sum + (numbers[state] ?? 0), 0);
  const done = numbers.translated ?? 0;
  const bar = element("span", { class: "meter" });
  for (const state of STATES) {
    const part = element("i", { "data-state": state });
    part.style.flexGrow = numbers[state] ?? 0;
    bar.append(part);
  }
  holder.replaceChildren(element("span", {}, `${label} ${done}/${total}`), bar);
}

function showCounts() {
  const mine = {};
  for (const { state } of messages) mine[state] = (mine[state] ?? 0) + 1;
  counts[address] = mine;
  const all = {};
  for (const one of Object.values(counts)) {
    for (const [state, number] of Object.entries(one)) all[state] = (all[state] ?? 0) + number;
  }
  count(ofPage, words.page, mine);
  count(ofBook, words.book, all);
}

// --- the list

const filters = element(
  "div",
  { class: "filters", role: "group", "aria-label": words.messages },
  ["all", "unfinished", "stale", "fuzzy", "untranslated"].map((name) =>
    element(
      "button",
      { type: "button", "data-filter": name, "aria-pressed": String(name === filter), onclick: () => setFilter(name) },
      words[name],
    ),
  ),
);
const rows = element("ul", { class: "rows" });
find("list").append(filters, rows);

function setFilter(name) {
  filter = name;
  for (const button of filters.children) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === name));
  }
  showList();
}

function showList() {
  const passes = ({ state }) =>
    filter === "all" || state === filter || (filter === "unfinished" && UNFINISHED.has(state));
  const shown = review.isOn ? review.messages : (found ?? messages).filter(passes);
  rows.replaceChildren(
    ...shown.map((message) =>
      element(
        "li",
        {},
        element(
          "button",
          {
            type: "button",
            "data-state": message.state,
            "data-id": message.id,
            class: review.isDone(message) ? "done" : address === "" || found || review.isOn || sheet.shows(message) ? "" : "unseen",
            "aria-current": String(message.id === work.message?.id),
            title: words[message.state],
            onclick: () => choose(message),
          },
          element("span", {}, message.source),
          element("small", {}, message.version?.msgstr[0] ?? ""),
        ),
      ),
    ),
    ...(shown.length ? [] : [element("li", { class: "none" }, words.nothing)]),
  );
}

let looking = 0;
function look() {
  clearTimeout(looking);
  looking = setTimeout(async () => {
    found = search.value.trim() ? await get("find", { words: search.value }) : null;
    if (found) document.body.classList.add("with-list");
    showList();
  }, 200);
}

async function choose(message) {
  if (message.page !== address) await open(message.page);
  select(messages.find((one) => one.id === message.id) ?? messages[0]);
}

// --- a page

async function open(page, first) {
  await work.flush();
  work.open(null);
  events?.close();
  address = pages.some((one) => one.address === page) || page === "" ? page : pages[0]?.address ?? "";
  choice.value = address;
  location.hash = address;
  [opening, missed] = [true, false];
  // First of all: what changes from now on is told.
  await follow();
  messages = await get("messages", { page: address });
  find("sheet").classList.toggle("empty", address === "");
  if (address !== "") await sheet.open(address, messages);
  opening = false;
  if (missed) await renew();
  showCounts();
  showList();
  if (first) select(first(messages));
}

// Resolves once the server tells of the page, or cannot be asked.
function follow() {
  const source = new EventSource(`/_desk/events?${new URLSearchParams({ page: address })}`);
  let wasOpen = false;
  events = source;
  return new Promise((resolve) => {
    source.onopen = () => {
      // What happened while the connection was lost was told to nobody.
      if (wasOpen) renew();
      wasOpen = true;
    };
    source.onmessage = ({ data }) => {
      const notice = JSON.parse(data);
      if (notice.fault) say(notice.fault);
      if (notice.stale) renew();
      resolve();
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) say(words.lost);
      resolve();
    };
  });
}

// The files have changed, by us or by others.
async function renew() {
  if (opening) {
    missed = true;
    return;
  }
  const [page, saves] = [address, work.saves];
  const [fresh, now] = await Promise.all([get("messages", { page }), get("start")]);
  if (page !== address) return;
  if (saves !== work.saves) {
    // What was asked for before something was saved may not know of it.
    await renew();
    return;
  }
  [messages, counts] = [fresh, now.counts];
  showBroken(now.broken);
  if (work.message) work.follow(messages.find((one) => one.id === work.message.id));
  if (address !== "") await sheet.refresh(messages, work.message);
  showCounts();
  showList();
}

function select(message) {
  if (!message) return;
  work.open(message);
  if (address !== "") sheet.select(message);
  for (const button of rows.querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === message.id));
  }
  rows.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
}

function saved(message, goesOn) {
  messages = messages.map((one) => (one.id === message.id ? message : one));
  showCounts();
  showList();
  if (address !== "") sheet.refresh(messages, work.message);
  say(work.offer ? `${words.saved} ${words.same}: ${work.offer.number} (${named(keys.fillSame)})` : words.saved);
  if (review.isOn) review.done(message, goesOn);
  else if (goesOn) nextUnfinished(message.id);
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

const unfinishedOf = (list) => list.find(({ state }) => UNFINISHED.has(state));

async function nextUnfinished(from = work.message?.id) {
  const at = messages.findIndex((one) => one.id === from);
  const here = unfinishedOf([...messages.slice(at + 1), ...messages.slice(0, at + 1)]);
  if (here) {
    select(here);
    return;
  }
  const order = [...pages.map((one) => one.address), ""];
  const now = order.indexOf(address);
  const others = [...order.slice(now + 1), ...order.slice(0, now)];
  const page = others.find((one) => [...UNFINISHED].some((state) => counts[one]?.[state]));
  if (page === undefined) say(words.finished);
  else await open(page, unfinishedOf);
}

async function turn(name, done, nothing) {
  try {
    await work.flush();
    const { message, number } = await post(name);
    say(!message ? nothing : number > 1 ? `${done} ${words.messages}: ${number}` : done);
    if (!message) return;
    if (number > 1) await renew();
    if (message.page !== address) await open(message.page);
    messages = messages.map((one) => (one.id === message.id ? { ...message, page: one.page } : one));
    showCounts();
    showList();
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
  nextUnfinished: () => nextUnfinished(),
  insertCode: () => work.aids.insertCode(),
  editCodes: () => work.toggleCodes(),
  repair: () => work.verdict.repair(),
  nextFinding: () => work.verdict.next(),
  takeSimilar: (number) => work.aids.takeSimilar(number),
  insertTerm: (number) => work.aids.insertTerm(number),
  toConcordance: () => work.aids.toConcordance(),
  takeTheirs: () => work.decide("theirs"),
  keepMine: () => work.decide("mine"),
  undo: () => turn("undo", words.undone, words.nothingLeft),
  redo: () => turn("redo", words.redone, words.nothingUndone),
  toList,
  toSearch: () => search.focus(),
  replace: showReplacing,
  review: () => review.ask(),
  fillSame,
  keys: showKeys,
};

function act(name, number) {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) ACTIONS[name](number);
  else if (name === "toList") dialog.close();
  else if (name === "confirm") dialog.querySelector(".primary")?.click();
}

function toList() {
  if (document.activeElement.closest("#work")) {
    document.body.classList.add("with-list");
    (rows.querySelector("[aria-current=true]") ?? rows.querySelector("button"))?.focus();
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
  dialogOf(words, words.keys, element("dl", {}, names.flat()), file);
}

function askWho() {
  const { translator } = start;
  const name = element("input", { value: translator.name, "aria-label": words.name, placeholder: words.name });
  const mail = element("input", { value: translator.mail, "aria-label": words.mail, placeholder: words.mail, type: "email" });
  const keep = async () => {
    Object.assign(translator, { name: name.value, mail: mail.value });
    await post("translator", translator).then(() => dialog.close(), fault);
  };
  const button = element("button", { type: "button", class: "primary", onclick: keep }, words.keep);
  const dialog = dialogOf(words, words.who, element("p", {}, words.whoWhy), name, mail, button);
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
await open(decodeURIComponent(location.hash.slice(1)) || pages[0]?.address, unfinishedOf);
document.body.dataset.ready = "";
