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
  const BEGINS_WIDE = new RegExp(`^[${WIDE}]`, "u");
  const isWide = (text) => BEGINS_WIDE.test(text);

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

  /** Whether a unit is a word, not a sign beside one. */
  const isWord = (unit) => /[\p{L}\p{N}]/u.test(unit) && !/^ | $/.test(unit);

  /** Places of patterns in an original text as sorted, separate [start, end] pairs. */
  const places = (text, patterns, simplified) => {
    /* Folding changes lengths: each folded character remembers where it comes from. */
    let folded = "";
    const origin = [];
    let at = 0;
    for (const sign of text) {
      const one = fold(sign, simplified);
      folded += one;
      for (let i = 0; i < one.length; i += 1) origin.push([at, at + sign.length]);
      at += sign.length;
    }
    const words = units(folded).filter(([unit]) => isWord(unit));
    const marked = [];
    words.forEach((_, first) => {
      for (const pattern of patterns) {
        if (!pattern.length || !pattern.every((word, k) => words[first + k]?.[0] === word)) continue;
        marked.push([origin[words[first][2]][0], origin[words[first + pattern.length - 1][3] - 1][1]]);
      }
    });
    marked.sort((one, other) => one[0] - other[0]);
    return marked.reduce((separate, [start, end]) => {
      const last = separate.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else separate.push([start, end]);
      return separate;
    }, []);
  };

  Object.assign(diglotSearch, { fold, units, isWide, isWord, places });
})();
