// Writes under each formula of formulas.txt how MathJax reads it, as MathML, into mathjax.json.
//
//     npm install --no-save mathjax-full@3 && node tests/cases/formulas/mathjax.cjs
//
// `pytest tests/formulas --regenerate` then writes the lines that the tests compare with.
const fs = require("node:fs");
const path = require("node:path");
const { mathjax } = require("mathjax-full/js/mathjax.js");
const { TeX } = require("mathjax-full/js/input/tex.js");
const { liteAdaptor } = require("mathjax-full/js/adaptors/liteAdaptor.js");
const { RegisterHTMLHandler } = require("mathjax-full/js/handlers/html.js");
const { SerializedMmlVisitor } = require("mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js");
const { STATE } = require("mathjax-full/js/core/MathItem.js");
const { AllPackages } = require("mathjax-full/js/input/tex/AllPackages.js");

// What needs no formula, or would only show what it does not know.
const LEFT_OUT =
  /^(noerrors|noundefined|physics|bussproofs|html|autoload|require|configmacros|tagformat|colortbl|colorv2|action|setoptions|unicode|verb)$/;
// Commands that other packages of LaTeX have.
const MACROS = {
  abs: ["\\left|#1\\right|", 1],
  bm: ["\\boldsymbol{#1}", 1],
  dd: "\\mathrm{d}",
  norm: ["\\left\\|#1\\right\\|", 1],
  oiiint: "∰",
  oiint: "∯",
  pmb: ["\\boldsymbol{#1}", 1],
  textnormal: ["\\text{#1}", 1],
};
const packages = AllPackages.filter((name) => !LEFT_OUT.test(name)).concat("configmacros");
const visitor = new SerializedMmlVisitor();
RegisterHTMLHandler(liteAdaptor());

function mathml(latex, display) {
  const input = new TeX({
    packages,
    macros: MACROS,
    formatError: (_, error) => {
      throw error;
    },
  });
  const document = mathjax.document("", { InputJax: input });
  const tree = document.convert(latex, { display, end: STATE.CONVERT });
  return visitor.visitTree(tree, document).replace(/\n\s*/g, "");
}

const read = {};
const corpus = fs.readFileSync(path.join(__dirname, "formulas.txt"), "utf8");
for (const line of corpus.split("\n").filter((line) => /^[^%\s]/.test(line))) {
  const [inline, latex] = line.startsWith("inline: ") ? [true, line.slice(8)] : [false, line];
  try {
    read[line] = mathml(latex, !inline);
  } catch (error) {
    console.error(`${line}: ${error.message}`);
  }
}
const out = path.join(__dirname, "..", "..", "..", "build", "mathjax.json");
fs.mkdirSync(path.dirname(out), { recursive: true });
fs.writeFileSync(out, JSON.stringify(read));
