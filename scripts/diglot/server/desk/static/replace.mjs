// Search and replace in all translations of the language; each change is shown before it is made.
import { post } from "./api.mjs";
import { dialogOf, difference, element, numbered } from "./dom.mjs";

const PAUSE = 250; // milliseconds without a key, after which the changes are looked for

export function openReplacing({ words, fault, done }) {
  let [timer, asked] = [0, 0];
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  };
  const field = (name) =>
    element("input", { "aria-label": words[name], placeholder: words[name], oninput: later });
  const [find, instead] = [field("find"), field("instead")];
  const matchCase = element("input", { type: "checkbox", checked: true, onchange: later });
  const [summary, rows] = [element("p", { role: "status" }), element("ul", { class: "changes" })];
  const all = element("input", { type: "checkbox", checked: true, onchange: chooseAll });
  const run = element("button", { type: "button", class: "primary", disabled: true, onclick: replace }, words.replaceChosen);
  const dialog = dialogOf(
    words,
    words.replace,
    element("div", { class: "fields" }, find, instead),
    element("label", {}, matchCase, ` ${words.matchCase}`),
    summary,
    element("label", {}, all, ` ${words.chooseAll}`),
    rows,
    run,
  );
  dialog.classList.add("wide");

  const request = () => ({ words: find.value, instead: instead.value, matchCase: matchCase.checked });
  const boxes = () => [...rows.querySelectorAll("input")];

  async function look() {
    const number = ++asked;
    try {
      const found = await post("replacements", request());
      if (number === asked) show(found);
    } catch (error) {
      fault(error);
    }
  }

  function show({ edits, number }) {
    const more = number > edits.length ? ` ${numbered(words.shownFirst, edits.length)}` : "";
    summary.textContent = find.value ? `${numbered(words.found, number)}${more}` : "";
    rows.replaceChildren(
      ...edits.map((edit) =>
        element(
          "li",
          {},
          element(
            "label",
            {},
            element("input", { type: "checkbox", checked: true, value: edit.name, onchange: () => count() }),
            element("span", {}, difference(edit.before.join("\n"), edit.after.join("\n"))),
            element("small", {}, edit.place),
          ),
        ),
      ),
    );
    count();
  }

  function chooseAll() {
    for (const box of boxes()) box.checked = all.checked;
    count();
  }

  function count() {
    const chosen = boxes().filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes().length;
    run.disabled = !chosen;
    run.textContent = `${words.replaceChosen} (${chosen})`;
  }

  async function replace() {
    const names = boxes().filter((box) => box.checked).map((box) => box.value);
    run.disabled = true;
    try {
      const answer = await post("replace", { ...request(), names });
      dialog.close();
      done(answer);
    } catch (error) {
      run.disabled = false;
      fault(error);
    }
  }
}
