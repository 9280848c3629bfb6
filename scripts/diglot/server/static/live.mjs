// What makes a served page live: it asks to be told of changes, and takes in what has changed.

import { takeInPictures, takeInStyleSheets } from "./files.mjs";
import { blocksOf, takeInBody } from "./morph.mjs";
import { BASE, IS_ABSENT, show } from "./panel.mjs";
import "./places.mjs";

const PAINTED = 50; // milliseconds
const PAGE = encodeURIComponent(location.pathname);

// The page as it came from the server, and its blocks then: scripts have changed the one shown.
const VERSION = versionOf(document);
let former = null;

// The page is asked for as long as `running` is open, and once more where one is `waiting`.
let running = Promise.resolve();
let waiting = null;
let events = null;
// What the server says is wrong, and why the page itself could not be had last.
let told = { problems: [], fault: "" };
let missing = "";
document.addEventListener("visibilitychange", follow);
follow();

// A browser holds few connections to a host: only pages that somebody sees keep one.
function follow() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else {
    events ??= listen();
  }
}

function listen() {
  const source = new EventSource(new URL(`events?page=${PAGE}`, BASE));
  // Nobody has told this page what changed while it was loaded or hidden, or while no server ran.
  source.addEventListener("open", refresh);
  source.onmessage = (event) => {
    const notice = JSON.parse(event.data);
    if (notice.stale) {
      refresh();
    } else {
      told = notice;
      showAll();
    }
  };
  return source;
}

function showAll() {
  show({ ...told, fault: told.fault || missing });
}

async function page() {
  const answer = await fetch(location.pathname + location.search, {
    cache: "no-store",
    headers: { Accept: "text/html" },
  }).catch(() => null);
  // The server has stopped, or the page is being left: `events` tells when to ask again.
  if (answer === null) return null;
  missing = answer.ok ? "" : `${answer.status} ${location.pathname}`;
  showAll();
  if (!answer.ok) return null;
  return await answer.text();
}

function versionOf(root) {
  return root.querySelector("script[data-version]")?.dataset.version;
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

// One after the other: an answer that comes late must not bring back what an edit has changed.
function refresh() {
  const begin = () => {
    waiting = null;
    return takeIn();
  };
  waiting ??= running.then(begin, begin);
  running = waiting;
  return waiting;
}

// Once the page has been painted, which nobody should wait for.
function afterwards(work) {
  return new Promise((done) => setTimeout(() => done(work()), PAINTED));
}

async function takeIn() {
  const text = await page();
  if (text === null) return;
  if (IS_ABSENT) {
    location.reload();
    return;
  }
  const next = parsed(text);
  if (former === null && versionOf(next) === VERSION) {
    former = blocksOf(next);
  } else {
    takeInStyleSheets(next);
    takeInBody(next, (await former) ?? blocksOf(document));
    former = afterwards(() => blocksOf(parsed(text)));
    document.title = next.title;
    document.dispatchEvent(new CustomEvent("diglot:changed"));
  }
  // They may have changed alone, even before this page could be told.
  await takeInPictures();
}
