/* The words of a text as the index has them: the rules of search/words.py, which says what they are. */
"use strict";

globalThis.diglotSearch = {};

(() => {
  const WIDE =
    "\\u2e80-\\u2fff\\u3005-\\u3007\\u3021-\\u3029\\u3040-\\u31ff\\u3400-\\u4dbf\\u4e00-\\ua4cf\\uac00-\\ud7ff" +
    "\\uf900-\\ufaff\\u{20000}-\\u{3ffff}\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
  const SYMBOLS =
    "$+<=>^|~\\u00a2-\\u00a9\\u00ac\\u00ae-\\u00b1\\u00d7\\u00f7\\u20a0-\\u20cf\\u2190-\\u23ff\\u2460-\\u27bf" +
    "\\u2900-\\u2bff\\u{1f000}-\\u{1faff}";
  const LETTER = `(?:(?![${WIDE}])[\\p{L}\\p{N}])`;
  const TOKEN = new RegExp(
    `(?<wide>[${WIDE}])|(?<=${LETTER})'s(?!${LETTER})|(?<word>${LETTER}+)` +
      `|(?<symbol>[${SYMBOLS}]+)|(?<!${LETTER})(?<before>[-.@#/\\\\%&*:_]+)(?=${LETTER})` +
      `|(?<=[\\p{L}\\p{N}])(?<after>[#%*]+)(?!${LETTER})`,
    "gu",
  );
  const isWide = (text) => new RegExp(`^[${WIDE}]`, "u").test(text);

  /** A text without case, width, Latin accents; `simplified` gives the simplified forms of 汉字. */
  const fold = (text, simplified = new Map()) => {
    const plain = text.normalize("NFKD").toLowerCase().replace(/(?<=[a-z])[\u0300-\u036f]+/g, "");
    const folded = plain.normalize("NFKC").replace(/[‘’]/g, "'");
    return simplified.size ? folded.replace(/[^\0-\u2e7f]/gu, (sign) => simplified.get(sign) ?? sign) : folded;
  };

  /** The words of a folded line: [word, place, start, end]; a wide sign here is always by itself. */
  const units = (folded) => {
    let place = 0;
    return [...folded.matchAll(TOKEN)].flatMap((match) => {
      const { wide, word, symbol, before, after } = match.groups;
      const [start, end] = [match.index, match.index + match[0].length];
      if (wide ?? word) {
        place += 1;
        return [[wide ?? word, place - 1, start, end]];
      }
      if (before) return [[`${before} `, place, start, end]];
      return symbol || after ? [[symbol ?? ` ${after}`, place - 1, start, end]] : [];
    });
  };

  Object.assign(diglotSearch, { fold, units, isWide });
})();
