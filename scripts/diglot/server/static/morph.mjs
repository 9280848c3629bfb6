// Puts what has changed in the file of a page into the page that is shown.

/* global Idiomorph */

const MARK = "diglot-live-changed";
const MARKED = 1500; // milliseconds
// Attributes that scripts and readers change: whoever set them knows better than the file.
const KEPT = new Set(["open", "checked", "style"]);

// `unchanged` are the blocks of the file that the shown page was made of.
export function takeInBody(next, unchanged) {
  const spoken = new WeakMap();
  Idiomorph.morph(document.body, next.body, {
    morphStyle: "outerHTML",
    ignoreActiveValue: true,
    callbacks: {
      // What is the same in the file stays as the page's scripts have made it.
      beforeNodeMorphed: (node, other) => {
        if (other.nodeType === Node.ELEMENT_NODE) {
          const words = sameWords(node, other);
          if ("text" in words) return false;
          spoken.set(node, words);
          return node.textContent !== other.textContent || !unchanged.has(other.outerHTML);
        }
        if (node.nodeValue !== other.nodeValue) mark(node);
        return true;
      },
      beforeAttributeUpdated: (name, node) =>
        !(KEPT.has(name) || node === document.body || name in (spoken.get(node) ?? {})),
      afterNodeAdded: (node) => mark(node),
      beforeNodeRemoved: (node) => !isOfScripts(node, unchanged),
    },
  });
}

export function blocksOf(root) {
  return new Set([...root.querySelectorAll("body *")].map((element) => element.outerHTML));
}

// A button that a script has put into a block, or something that it has laid over the page.
function isOfScripts(node, unchanged) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  const isOver = node.parentElement === document.body && !unchanged.has(node.outerHTML);
  return node.matches(".copybtn") || isOver;
}

// On the parallel page, attributes, and the text of an element without others, are in the language
// that the reader has chosen. Those that are the same in the file stay so, whatever stands inside.
function sameWords(node, other) {
  const words = node.dataset?.diglotWords;
  return words !== undefined && words === other.dataset.diglotWords ? JSON.parse(words) : {};
}

function mark(node) {
  const block = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(
    "article :is(p, li, dt, dd, pre, td, th, figure, h1, h2, h3, h4, h5, h6)",
  );
  if (!block) return;
  block.classList.add(MARK);
  setTimeout(() => block.classList.remove(MARK), MARKED);
}
