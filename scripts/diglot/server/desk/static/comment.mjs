// What a translator remarks on a message for those who come after.
import { element } from "./dom.mjs";

export class CommentField {
  constructor(words, changed) {
    this.part = element("textarea", {
      class: "comment",
      rows: 1,
      placeholder: words.comment,
      "aria-label": words.comment,
      oninput: changed,
    });
  }

  show(lines) {
    this.part.value = lines.join("\n");
    this.part.rows = Math.max(1, lines.length);
  }

  get isEmpty() {
    return !this.part.value.trim();
  }

  // Its lines; those that were there where nobody has touched them.
  changedFrom(former) {
    if (this.part.value === former.join("\n")) return former;
    const lines = this.part.value.split("\n").map((line) => line.trimEnd());
    while (lines.length && !lines.at(-1)) lines.pop();
    return lines;
  }

  focus() {
    this.part.focus();
  }
}
