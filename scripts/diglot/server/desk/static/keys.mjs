// Keys and what they do. A key is named by its modifiers and the key's place: "Alt+KeyC".

export const KEYS = {
  confirm: "Mod+Enter",
  needsWork: "Alt+Enter",
  next: "Alt+ArrowDown",
  previous: "Alt+ArrowUp",
  nextUnfinished: "Alt+KeyN",
  insertCode: "Alt+KeyC",
  editCodes: "Alt+KeyX",
  repair: "Alt+KeyG",
  nextFinding: "F8",
  takeSimilar: "Alt+Digit1",
  insertTerm: "Mod+Alt+Digit1",
  fillSame: "Alt+KeyE",
  takeTheirs: "Alt+KeyT",
  keepMine: "Alt+KeyM",
  undo: "Alt+KeyZ",
  redo: "Alt+Shift+KeyZ",
  toList: "Escape",
  toSearch: "Alt+KeyF",
  toConcordance: "Alt+KeyK",
  replace: "Alt+KeyR",
  review: "Alt+KeyV",
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

export function listen(changed, act) {
  const known = Object.entries(changed).filter(([action]) => action in KEYS);
  const keys = { ...KEYS, ...Object.fromEntries(known) };
  const actions = new Map();
  for (const [action, key] of Object.entries(keys)) {
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
  return { keys, handle };
}

export const named = (key) =>
  key.replace("Mod", /Mac|iP/.test(navigator.platform) ? "⌘" : "Ctrl").replace(/Key|Digit|Arrow/, "");
