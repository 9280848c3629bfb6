// Elements in one call: element("p", { class: "note", onclick }, "words", child).

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

// A sentence with a number in it: "Messages found: {number}.".
export const numbered = (sentence, number) => sentence.replace("{number}", number);

// A dialog over all else, which is gone once it is closed.
export function dialogOf(words, title, ...parts) {
  const close = element(
    "button",
    { type: "button", class: "quiet close", "aria-label": words.close, title: words.close, onclick: () => dialog.close() },
    "×",
  );
  const heading = element("h2", {}, title);
  const dialog = element("dialog", { "aria-label": title, onclose: () => dialog.remove() }, heading, parts, close);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// The parts of a text that another one lacks, word by word, as <ins> or <del>.
export function difference(former, latter) {
  const [old, fresh] = [words(former), words(latter)];
  const size = old.map(() => new Uint16Array(fresh.length + 1));
  size.push(new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      size[i][j] =
        old[i] === fresh[j] ? size[i + 1][j + 1] + 1 : Math.max(size[i + 1][j], size[i][j + 1]);
    }
  }
  const parts = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      parts.push(old[i]);
      i++;
      j++;
    } else if (j === fresh.length || (i < old.length && size[i + 1][j] >= size[i][j + 1])) {
      parts.push(element("del", {}, old[i++]));
    } else {
      parts.push(element("ins", {}, fresh[j++]));
    }
  }
  return parts;
}

const words = (text) => text.match(/[\p{Script=Han}]|[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu)?.slice(0, 600) ?? [];
