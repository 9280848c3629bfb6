// The panel that says what is wrong with a page, and where its blocks come from.

export const BASE = new URL(".", import.meta.url);
// The page could not be made yet, and this stands in its place.
export const IS_ABSENT = "diglotAbsent" in document.documentElement.dataset;

export const HAS_EDITOR = Boolean(document.querySelector("script[data-editor]").dataset.editor);
const PANEL = "diglot-live-panel";

export function show({ problems, fault }) {
  const panel = emptyPanel();
  if (!problems.length && !fault) return;
  const summary = document.createElement("summary");
  summary.textContent = fault ? "!" : `${problems.length}`;
  panel.append(summary);
  if (fault) panel.append(line("", fault));
  for (const { location: place, message, hints } of problems) {
    const shown = place ? `${place.path}${place.line ? `:${place.line}` : ""}` : "";
    panel.append(line(shown, [message, ...(hints ?? [])].join("\n")));
  }
  document.body.append(panel);
}

export function line(place, text) {
  const row = document.createElement("p");
  if (place) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = place;
    button.addEventListener("click", () => visit(place));
    row.append(button);
  }
  row.append(text);
  return row;
}

// What is copied is also read in the panel, if the browser forbids it.
export function copy(text) {
  navigator.clipboard?.writeText(text).catch(() => {});
}

// Opens the editor, or else copies the place.
export function visit(place) {
  if (!HAS_EDITOR) {
    copy(place);
    return;
  }
  fetch(new URL("open", BASE), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ place }),
  });
}

export function emptyPanel() {
  document.getElementById(PANEL)?.remove();
  const panel = document.createElement("details");
  panel.id = PANEL;
  panel.open = IS_ABSENT;
  return panel;
}
