// The editors of one message: one, or one for each form of its plural.
import { element } from "./dom.mjs";
import { Editor } from "./editor.mjs";

export class Forms {
  #boxes = [];
  #editors = [];
  #number = 1;
  #current = 0;

  constructor(parent, options) {
    Object.assign(this, { parent, options });
    this.#grow(1);
  }

  // Shows an editor for each text, and for each form that has none yet.
  open(texts, forms) {
    const number = Math.max(texts.length, forms);
    this.#number = number;
    this.#current = 0;
    this.#grow(number);
    this.#boxes.forEach((box, form) => {
      box.hidden = form >= number;
      box.classList.toggle("numbered", number > 1);
      this.#editors[form].open(texts[form] ?? "");
    });
  }

  get texts() {
    return this.#shown.map((editor) => editor.text);
  }

  // The one that is written in, or was last.
  get editor() {
    return this.#editors[this.#current];
  }

  get form() {
    return this.#current;
  }

  get isComposing() {
    return this.#shown.some((editor) => editor.isComposing);
  }

  set isReadOnly(is) {
    for (const editor of this.#shown) editor.isReadOnly = is;
  }

  replaceAll(texts) {
    this.#shown.forEach((editor, form) => {
      editor.replace(texts[form] ?? "");
    });
  }

  // Underlines what problems name; each has the form that it is about.
  mark(problems) {
    this.#shown.forEach((editor, number) => {
      const own = problems.filter(({ form }) => form === number);
      editor.mark(
        own.flatMap(({ spans, severity, message, hints }) =>
          spans.map(([from, to]) => [from, to, severity, [message, ...hints].join("\n")]),
        ),
      );
    });
  }

  get #shown() {
    return this.#editors.slice(0, this.#number);
  }

  #grow(number) {
    const { label, lang, changed } = this.options;
    while (this.#editors.length < number) {
      const form = this.#editors.length;
      const box = element("div", { class: "form", "data-form": form, onfocusin: () => { this.#current = form; } });
      this.parent.append(box);
      this.#boxes.push(box);
      this.#editors.push(new Editor(box, { label: form ? `${label} [${form}]` : label, lang, changed }));
    }
  }
}
