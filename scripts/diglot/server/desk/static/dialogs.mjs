// What the desk asks and explains: who translates, and its keys.
import { post } from "./api.mjs";
import { dialogOf, element } from "./dom.mjs";
import { named } from "./keys.mjs";

// `faults` is what is wrong in `file`, which changes keys.
export function showKeys({ words, keys, faults, file }) {
  const names = Object.entries(keys).map(([name, key]) => [
    element("dt", {}, element("kbd", {}, named(key))),
    element("dd", {}, words[name], " ", element("code", {}, name)),
  ]);
  const example = JSON.stringify({ nextUnfinished: keys.nextUnfinished });
  const where = element("p", {}, words.keysFile, element("br"), element("code", {}, file), " ", element("code", {}, example));
  const wrong = element("div", { class: "fault" }, faults.map((fault) => element("p", {}, fault)));
  dialogOf(words, words.keys, wrong, element("dl", {}, names.flat()), where);
}

// Resolves once somebody has said a name, or has not wanted to.
export function askWho({ words, translator, fault }) {
  const field = (key, type) =>
    element("input", { value: translator[key], "aria-label": words[key], placeholder: words[key], type, autocomplete: "off" });
  const [name, mail] = [field("name", "text"), field("mail", "email")];
  const keep = () => {
    Object.assign(translator, { name: name.value, mail: mail.value });
    dialog.close();
  };
  const button = element("button", { type: "button", class: "primary", onclick: keep }, words.keep);
  const dialog = dialogOf(words, words.who, element("p", {}, words.whoWhy), name, mail, button);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      translator.asked = true;
      post("translator", translator).then(resolve, (error) => resolve(fault(error)));
    });
  });
}
