// Keys and what they do. A key is named by its modifiers and the key's place: "Alt+KeyC".
import { element } from "./dom.mjs";

export const KEYS = {
  confirm: "Mod+Enter",
  needsWork: "Alt+Enter",
  next: "Alt+ArrowDown",
  previous: "Alt+ArrowUp",
  nextUnfinished: "Alt+KeyN",
  nextUntranslated: "Alt+KeyU",
  nextFuzzy: "Alt+KeyY",
  nextStale: "Alt+KeyS",
  nextFlagged: "Alt+KeyP",
  insertCode: "Alt+KeyC",
  editCodes: "Alt+KeyX",
  repair: "Alt+KeyG",
  nextFinding: "F8",
  ignore: "Alt+KeyI",
  takeSimilar: "Alt+Digit1",
  insertTerm: "Mod+Alt+Digit1",
  fillSame: "Alt+KeyE",
  takeTheirs: "Alt+KeyT",
  keepMine: "Alt+KeyM",
  revert: "Alt+KeyQ",
  undo: "Alt+KeyZ",
  redo: "Alt+Shift+KeyZ",
  toComment: "Alt+KeyO",
  toList: "Escape",
  wholeBook: "Alt+KeyB",
  toPages: "Alt+KeyL",
  sideBySide: "Alt+KeyA",
  toSearch: "Alt+KeyF",
  toConcordance: "Alt+KeyK",
  replace: "Alt+KeyR",
  review: "Alt+KeyV",
  who: "Alt+KeyW",
  keys: "F1",
};
// With any digit: the first, the second, …
const NUMBERED = new Set(["takeSimilar", "insertTerm"]);

function chord(event) {
  return [
    (event.ctrlKey || event.metaKey) && "Mod",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
    event.code,
  ]
    .filter(Boolean)
    .join("+");
}

// While an input method composes, its keys are its own. Safari says so by the number 229 alone.
const composes = (event) => event.isComposing || event.keyCode === 229;

// `faults` says which changes name no action, or a key that another action has.
export function listen(changed, act, words) {
  const known = Object.entries(changed).filter(([action]) => action in KEYS);
  const faults = Object.keys(changed).filter((action) => !(action in KEYS)).map((action) => `${words.noAction} ${action}`);
  const keys = { ...KEYS, ...Object.fromEntries(known) };
  const actions = new Map();
  for (const [action, key] of Object.entries(keys)) {
    if (actions.has(key)) faults.push(`${words.keyTwice} ${key}: ${actions.get(key)[0]}, ${action}`);
    actions.set(key, [action, 0]);
    if (!NUMBERED.has(action)) continue;
    for (let n = 1; n < 9; n++) actions.set(key.replace("Digit1", `Digit${n + 1}`), [action, n]);
  }
  const handle = (event) => {
    const typing = event.target.closest?.("input, textarea, .cm-editor");
    const asks = event.key === "?" && !typing;
    const [action, number] = actions.get(chord(event)) ?? (asks ? ["keys", 0] : []);
    if (composes(event) || !action) return;
    event.preventDefault();
    event.stopPropagation();
    act(action, number);
  };
  document.addEventListener("keydown", handle, true);
  return { keys, handle, faults };
}

export const named = (key) =>
  key.replace("Mod", /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl").replace(/Key|Digit|Arrow/, "");

// A button of an action, which tells its key.
export const keyButton = ({ words, keys }, name, act, kind = "") =>
  element("button", { type: "button", class: kind, title: named(keys[name]), onclick: act }, words[name]);
