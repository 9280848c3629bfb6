/* Finds pages: every page that has all the words, in the reader's language or in another.
 *
 * Texts come as scripts (`diglotSearch.add`), so that pages work from disk. Words are compared
 * as substrings after folding, so nothing that stands in a text is missed.
 */
"use strict";

const diglotSearch = (() => {
  const WIDE = "\\u2e80-\\u9fff\\uac00-\\ud7ff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef";
  /* Authors put spaces between 汉字 and Latin, or do not: both are found by both. */
  const GAP = new RegExp(`(?<=[${WIDE}])[ \\u00a0]+(?=[!-~])|(?<=[!-~])[ \\u00a0]+(?=[${WIDE}])`, "g");
  const QUOTES = { "‘": "'", "’": "'", "“": '"', "”": '"' };
  const LATIN = /^[a-z0-9'-]+$/;

  const WEIGHT = { title: 100, heading: 40, body: 10, exact: 60, word: 8, repeated: 1, phrase: 25 };
  /* A hit in the reader's language comes before one in another. */
  const FOREIGN = 0.5;

  /** Map of slug to documents, each with folded texts beside the original ones. */
  const languages = new Map();

  const foldLetters = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[‘’“”]/g, (sign) => QUOTES[sign]);
  const fold = (text) => foldLetters(text).replace(GAP, "");

  const add = (slug, documents) => {
    const prepared = documents.map(([docname, address, title, sections]) => ({
      docname,
      address,
      title,
      folded: fold(title),
      sections: sections.map(([anchor, heading, text]) => ({
        anchor,
        heading,
        text,
        foldedHeading: fold(heading),
        foldedText: fold(text),
      })),
    }));
    languages.set(slug, new Map(prepared.map((each) => [each.docname, each])));
  };

  const wordsOf = (query) => [...new Set(foldLetters(query).split(/\s+/).filter(Boolean))];

  /* What a word may be a form of, the nearest first; only Latin words have forms here. */
  const stemsOf = (word) => {
    if (!LATIN.test(word)) return [];
    const endings = [[/ies$/, "y"], [/(?:'s|s|es|ed|d|ing|er|ly)$/, ""], [/(?:es|ed|ing)$/, ""], [/ing$/, "e"], [/(.)\1(?:ed|ing)$/, "$1"]];
    const stems = endings.map(([ending, instead]) => word.replace(ending, instead));
    return [...new Set(stems)].filter((stem) => stem !== word && stem.length > 2);
  };

  const standsAlone = (text, word, at) =>
    !/[a-z0-9]/.test(text[at - 1] ?? " ") && !/[a-z0-9]/.test(text[at + word.length] ?? " ");

  const count = (text, word) => {
    let found = 0;
    for (let at = text.indexOf(word); at >= 0 && found < 10; at = text.indexOf(word, at + word.length)) found += 1;
    return found;
  };

  const scoreText = (text, word, weight) => {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const alone = LATIN.test(word) && standsAlone(text, word, at) ? WEIGHT.word : 0;
    return weight + alone + (text === word ? WEIGHT.exact : 0);
  };

  /** Score of each word in a section: 0 where it is not. */
  const scoreSection = (section, words) =>
    words.map((word) => {
      const heading = scoreText(section.foldedHeading, word, WEIGHT.heading);
      const body = scoreText(section.foldedText, word, WEIGHT.body);
      return heading + body + (body && WEIGHT.repeated * count(section.foldedText, word));
    });

  /** What a page in one language has of the words; null if it has none. */
  const look = (page, words, phrase) => {
    const title = words.map((word) => scoreText(page.folded, word, WEIGHT.title));
    const sections = page.sections
      .map((section) => ({ section, scores: scoreSection(section, words) }))
      .filter(({ scores }) => scores.some(Boolean))
      .map(({ section, scores }) => {
        const whole = words.length > 1 && (section.foldedText.includes(phrase) || section.foldedHeading.includes(phrase));
        const score = scores.reduce((sum, each) => sum + each, 0) + (whole ? WEIGHT.phrase : 0);
        return { section, score, all: scores.every(Boolean) };
      });
    if (!sections.length && !title.some(Boolean)) return null;
    sections.sort((a, b) => b.all - a.all || b.score - a.score);
    const has = words.map(
      (word, at) => title[at] > 0 || page.sections.some((one) => one.foldedText.includes(word) || one.foldedHeading.includes(word)),
    );
    const score = title.reduce((sum, each) => sum + each, 0) + (sections[0]?.score ?? 0) + Math.min(sections.length, 10);
    return { has, score, sections };
  };

  const occurs = (word) =>
    [...languages.values()].some((pages) =>
      [...pages.values()].some(
        (page) => page.folded.includes(word) || page.sections.some((one) => one.foldedText.includes(word) || one.foldedHeading.includes(word)),
      ),
    );

  /** Words as they are looked for: one that occurs nowhere gives way to its stem. */
  const settle = (words) => {
    const stemmed = [];
    const settled = words.map((word) => {
      if (occurs(word)) return word;
      const stem = stemsOf(word).find(occurs);
      if (!stem) return word;
      stemmed.push({ word, stem });
      return stem;
    });
    return { words: [...new Set(settled)], stemmed };
  };

  /** Find pages for a reader of the language `here`.
   *
   * Returns { words, stemmed, own, other }: pages that have all the words in the reader's
   * language, and pages that need another language for it, both the best first. Each has the
   * reader's `page`, its `score` and `hits`: { slug, section, all } of one language or another.
   */
  const find = (query, here) => {
    const { words, stemmed } = settle(wordsOf(query));
    const result = { words, stemmed, own: [], other: [] };
    const pages = languages.get(here);
    if (!words.length || !pages) return result;
    const phrase = fold(query.trim());
    for (const page of pages.values()) {
      const mine = look(page, words, phrase);
      if (mine?.has.every(Boolean)) {
        const hits = mine.sections.map((one) => ({ slug: here, ...one }));
        result.own.push({ page, score: mine.score, hits });
        continue;
      }
      const has = mine ? [...mine.has] : words.map(() => false);
      const hits = (mine?.sections ?? []).map((one) => ({ slug: here, ...one }));
      let score = mine?.score ?? 0;
      for (const [slug, others] of languages) {
        const there = slug !== here && others.has(page.docname) && look(others.get(page.docname), words, phrase);
        if (!there) continue;
        there.has.forEach((found, at) => {
          has[at] ||= found;
        });
        score += FOREIGN * there.score;
        hits.push(...there.sections.map((one) => ({ slug, ...one })));
      }
      if (has.every(Boolean)) result.other.push({ page, score, hits });
    }
    for (const list of [result.own, result.other]) list.sort((a, b) => b.score - a.score);
    return result;
  };

  /** A section of a page in the reader's language that stands where `anchor` does. */
  const counterpart = (page, anchor) => page.sections.find((one) => one.anchor === anchor) ?? page.sections[0];

  /** Places of words in an original text as sorted, separate [start, end] pairs. */
  const places = (text, words) => {
    /* Folding changes lengths: each folded character remembers where it comes from. */
    let folded = "";
    const origin = [];
    let at = 0;
    for (const char of text) {
      const one = foldLetters(char);
      folded += one;
      for (let i = 0; i < one.length; i += 1) origin.push([at, at + char.length]);
      at += char.length;
    }
    const gone = new Set();
    for (const gap of folded.matchAll(GAP)) for (let i = 0; i < gap[0].length; i += 1) gone.add(gap.index + i);
    const kept = origin.filter((_, i) => !gone.has(i));
    const plain = [...Array(folded.length).keys()].filter((i) => !gone.has(i)).map((i) => folded[i]).join("");
    const found = [];
    for (const word of words) {
      for (let i = plain.indexOf(word); i >= 0; i = plain.indexOf(word, i + word.length)) {
        found.push([kept[i][0], kept[i + word.length - 1][1]]);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    return found.reduce((merged, [start, end]) => {
      const last = merged.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
      return merged;
    }, []);
  };

  return { add, fold, find, counterpart, places, languages };
})();
globalThis.diglotSearch = diglotSearch;
