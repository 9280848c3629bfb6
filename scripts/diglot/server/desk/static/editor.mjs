// The editor of one translation: exact text, in which codes are pieces that move as one.
import {
  Compartment,
  Decoration,
  EditorState,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  defaultKeymap,
  drawSelection,
  history,
  historyKeymap,
  keymap,
} from "./codemirror.mjs";

// What MyST does not show as it stands: the marks around words of roles, whole codes, addresses.
const CODE = new RegExp(
  [
    String.raw`\{[\w:.+-]+\}${"`"}(?=[^${"`"}<]+ ?<[^${"`"}<>]*>${"`"})`,
    ` ?<[^${"`"}<>]*>${"`"}`,
    String.raw`\{[\w:.+-]+\}(${"`"}+)[^${"`"}]*\1`,
    // In reStructuredText, what refers to something ends with a line below.
    `(${"`"}+)[^${"`"}]+\\2_{0,2}`,
    String.raw`\$[^$\n]+\$`,
    String.raw`\{\{[^}]*\}\}`,
    String.raw`\[\^[^\]]+\]`,
    String.raw`\]\([^)\s]*\)`,
    "</?[a-zA-Z][^<>]*>",
    String.raw`<https?:[^>\s]*>`,
  ].join("|"),
  "g",
);

// Half of the square of such a sign is empty: a line below would seem to be of the next word, too.
const WIDE_SIGNS = /^[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+$/;

const chips = new MatchDecorator({ regexp: CODE, decoration: Decoration.mark({ class: "chip" }) });
const codes = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = chips.createDeco(view);
    }
    update(update) {
      this.decorations = chips.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
// What checks found, underlined at its place; it moves with the text until they have looked again.
const findings = ViewPlugin.fromClass(
  class {
    decorations = Decoration.none;
    update(update) {
      if (update.docChanged) this.decorations = this.decorations.map(update.changes);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
const atoms = EditorView.atomicRanges.of((view) => view.plugin(codes)?.decorations ?? Decoration.none);

export class Editor {
  #view;
  #atoms = new Compartment();
  #isAtomic = true;
  #reading = new Compartment();

  constructor(parent, { label, lang, changed }) {
    const nonce = document.querySelector("meta[name=diglot-nonce]").content;
    this.extensions = [
      history(),
      drawSelection(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-label": label, lang, spellcheck: "true" }),
      codes,
      findings,
      this.#atoms.of(atoms),
      this.#reading.of([]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !this.quiet) changed(this.text);
      }),
    ];
    this.#view = new EditorView({ parent, extensions: this.extensions });
  }

  // Another message: what was done to the former one cannot be undone here.
  open(text) {
    this.quiet = true;
    const selection = { anchor: text.length };
    const extensions = this.extensions;
    this.#view.setState(EditorState.create({ doc: text, selection, extensions }));
    this.quiet = false;
    this.isReadOnly = false;
  }

  get isReadOnly() {
    return this.#view.state.readOnly;
  }

  set isReadOnly(is) {
    this.#view.dispatch({ effects: this.#reading.reconfigure(EditorState.readOnly.of(is)) });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  get isComposing() {
    return this.#view.composing;
  }

  // Replaced as one step, so that it can be undone.
  replace(text) {
    if (this.isReadOnly) return;
    this.#view.dispatch({
      changes: { from: 0, to: this.#view.state.doc.length, insert: text },
      selection: { anchor: text.length },
    });
    this.focus();
  }

  insert(text) {
    if (this.isReadOnly) return;
    this.#view.dispatch(this.#view.state.replaceSelection(text));
    this.focus();
  }

  // Put where the cursor is, apart from its like: two that touch would be read as one.
  insertCode(text) {
    const { from, to } = this.#view.state.selection.main;
    const touches = (mark, at) => /[`*$_~]/.test(mark) && mark === this.#view.state.sliceDoc(at, at + 1);
    const before = from > 0 && touches(text[0], from - 1) ? " " : "";
    const after = touches(text.at(-1), to) ? " " : "";
    this.insert(`${before}${text}${after}`);
  }

  // Underlines parts of the text: [from, to, severity, words].
  mark(parts) {
    const marks = parts.map(([from, to, severity, title]) => {
      const shape = WIDE_SIGNS.test(this.text.slice(from, to)) ? "sign" : "words";
      return Decoration.mark({ class: `finding ${severity} ${shape}`, attributes: { title } }).range(from, to);
    });
    this.#view.plugin(findings).decorations = Decoration.set(marks, true);
    this.#view.dispatch({});
  }

  get selected() {
    const { from, to } = this.#view.state.selection.main;
    return this.#view.state.sliceDoc(from, to).trim();
  }

  get place() {
    return this.#view.state.selection.main.head;
  }

  select(from, to) {
    this.#view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    this.focus();
  }

  // Several changes as one step; what has no place goes to the cursor.
  splice(changes) {
    if (this.isReadOnly) return;
    const { from, to } = this.#view.state.selection.main;
    const specs = changes.map(([start, end, insert]) =>
      start === null ? { from, to, insert } : { from: start, to: end, insert },
    );
    this.#view.dispatch({ changes: specs, scrollIntoView: true });
    this.focus();
  }

  toggleCodes() {
    this.#isAtomic = !this.#isAtomic;
    this.#view.dispatch({ effects: this.#atoms.reconfigure(this.#isAtomic ? atoms : []) });
    return this.#isAtomic;
  }

  focus() {
    this.#view.focus();
  }
}
