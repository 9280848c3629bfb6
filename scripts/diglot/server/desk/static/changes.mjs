// What changes messages in one step: undo and redo, many at once.
import { post } from "./api.mjs";
import { numbered } from "./dom.mjs";
import { openReplacing } from "./replace.mjs";

export class Changes {
  // `changed` is called with the message that an undone or repeated step leads to.
  constructor({ page, work, words, notices, changed }) {
    Object.assign(this, { page, work, words, notices, changed });
  }

  undo() {
    return this.#turn("undo", this.words.undone, this.words.nothingLeft);
  }

  redo() {
    return this.#turn("redo", this.words.redone, this.words.nothingUndone);
  }

  async replace() {
    const { words, work, notices } = this;
    await work.flush();
    openReplacing({ words, fault: (error) => notices.fault(error), done: (answer) => this.#tell(words.replaced, answer) });
  }

  // Gives this translation, or the one saved last, to the same message elsewhere.
  async fillSame() {
    const { work, words, notices } = this;
    const chosen = work.aids.fillable ? work.message : work.offer;
    if (!chosen || (chosen === work.message && !(await work.save(false, { stays: true })))) return;
    work.offer = null;
    work.aids.fillable = 0;
    try {
      await this.#tell(words.filled, await post("fill", { id: chosen.id }));
    } catch (error) {
      notices.fault(error);
    }
  }

  async #turn(name, done, nothing) {
    const { page, work, words, notices } = this;
    try {
      await work.flush();
      const { message, number } = await post(name);
      notices.say(!message ? nothing : number > 1 ? `${done} ${words.messages}: ${number}` : done);
      if (!message) return;
      if (number > 1) await page.renew();
      if (message.page !== page.address && !(await page.open(message.page))) return;
      page.put(message);
      this.changed(page.of(message));
    } catch (error) {
      notices.fault(error);
    }
  }

  // Says how many messages were written, and how many somebody else had changed meanwhile.
  async #tell(done, { number, left }) {
    const written = numbered(done, number);
    this.notices.say(left ? `${written} ${numbered(this.words.leftOut, left)}` : written);
    await this.page.renew();
  }
}
