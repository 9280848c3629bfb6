/* The clauses of a query, and what a long one is made of.
 *
 * A clause is a word, signs of a script without spaces, or what stands in quotes.
 */
"use strict";

(() => {
  const FUNCTION_WORDS = new Set("的了和与及或在是由把被对就也都而之其这那有为以从到给跟同着过吗呢吧啊一不");

  const QUOTED = /"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』|«([^»]+)»|(\S+)/g;

  /** Split at changes between scripts with spaces and without, and at other signs among the latter. */
  const byScript = (text) => {
    const clauses = [];
    /* Folding keeps the kinds of signs; that of an index comes later. */
    const folded = diglotSearch.fold(text);
    for (const [unit, , start, end] of diglotSearch.units(folded)) {
      const wide = diglotSearch.isWide(unit);
      const last = clauses.at(-1);
      if (last && last.wide === wide && (!wide || last.end === start)) last.end = end;
      else clauses.push({ wide, start, end });
    }
    return clauses.map(({ start, end }) => ({ text: folded.slice(start, end), exact: false }));
  };

  /** The clauses of a query. */
  const parse = (query) =>
    [...query.matchAll(QUOTED)].flatMap(([, ...found]) => {
      const bare = found.pop();
      const quoted = found.find(Boolean);
      return quoted === undefined ? byScript(bare) : [{ text: quoted, exact: true }];
    });

  /** The clauses that a longer one is made of; a word with signs around it without these. */
  const partsOf = ({ text, exact }) => {
    if (exact) return [];
    const units = diglotSearch.units(diglotSearch.fold(text));
    if (!units.length || !diglotSearch.isWide(units[0][0])) {
      const words = units.map(([unit]) => unit).filter(diglotSearch.isWord);
      return units.length > 1 ? words.map((word) => ({ text: word, exact: false })) : [];
    }
    return wideParts(text).map((part) => ({ text: part, exact: false }));
  };

  const wideParts = (text) => {
    if (!Intl.Segmenter) return text.match(/../gsu) ?? [];
    const parts = [];
    let single = "";
    for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(text)) {
      if ([...segment].length === 1 && !FUNCTION_WORDS.has(segment)) {
        single += segment;
        continue;
      }
      if (single) parts.push(single);
      single = "";
      if ([...segment].length > 1) parts.push(segment);
    }
    if (single) parts.push(single);
    return parts.length > 1 || parts[0] !== text ? parts : [];
  };

  Object.assign(diglotSearch, { parse, partsOf });
})();
