/* What a part of a query finds in one index: pages and places.
 *
 * A match has for each page the places where it stands, each with how well it fits, and the patterns
 * to be marked.
 */
"use strict";

(() => {
  const { isWord } = diglotSearch;

  /* How well a place fits. */
  const FIT = { typed: 1, form: 0.5, inside: 0.2, mistyped: 0.3 };
  const INSIDE_FROM = 4;
  const MISTYPED_FROM = 5;
  /* No more words, and pieces of the index, than these for parts of words. */
  const WORDS_AT_MOST = 40;
  const PIECES_AT_MOST = 8;

  const merged = (maps) => {
    const all = new Map();
    for (const [places, fit] of maps) {
      for (const [page, list] of places) {
        if (!all.has(page)) all.set(page, []);
        all.get(page).push(...list.map((place) => [place, fit]));
      }
    }
    for (const list of all.values()) list.sort((one, other) => one[0] - other[0]);
    return all;
  };

  /** What joins two units of a text that stand side by side, such as the sign of `conf.py`; "" if nothing does. */
  const joint = (folded, one, other) => {
    const between = other && folded.slice(one[3], other[2]);
    return between && /^[-.,@#/\\%&*:_]+$/.test(between) && isPlain(one[0]) && isPlain(other[0]) ? between : "";
  };
  const isPlain = (unit) => isWord(unit) && !diglotSearch.isWide(unit);

  /** The parts of a phrase: { at, places } with the place of each, counted from its first. */
  const elements = (index, folded, units, loose) => {
    const parts = [];
    /* Signs before a word stand between it and the one that it is joined to. */
    const next = (i) => units.slice(i + 1).find(([unit]) => isWord(unit));
    for (let i = 0; i < units.length; ) {
      const [unit, at] = units[i];
      if (!diglotSearch.isWide(unit)) {
        const sign = loose ? "" : joint(folded, units[i], next(i));
        const before = !loose && !sign && units.slice(0, i).findLast(([unit]) => isWord(unit));
        /* The second of two that are joined is known with the first. */
        if (sign) parts.push({ at, places: index.exact(unit + sign + next(i)[0]) });
        else if (!(before && isPlain(unit) && joint(folded, before, units[i]))) parts.push({ at, places: index.exact(unit) });
        i += 1;
        continue;
      }
      let end = i;
      while (end + 1 < units.length && diglotSearch.isWide(units[end + 1][0]) && units[end + 1][2] === units[end][3]) end += 1;
      if (end === i) {
        const isLast = i === units.length - 1;
        const found = isLast ? index.entriesFrom(unit) : index.entry(unit).then((entry) => [[unit, entry ?? {}]]);
        parts.push({ at, places: found.then((entries) => together(index, entries)) });
      }
      /* Two signs at a time; the last two may share one with those before. */
      const last = end - 1;
      for (let k = i; k <= last; k = k + 2 > last && k < last ? last : k + 2) {
        parts.push({ at: units[k][1], places: index.exact(units[k][0] + units[k + 1][0]) });
      }
      i = end + 1;
    }
    return parts;
  };

  const together = (index, entries) => {
    const maps = entries.flatMap(([, entry]) => Object.values(entry).map((written) => [index.read(written), 1]));
    const all = merged(maps);
    return new Map([...all].map(([page, list]) => [page, list.map(([place]) => place)]));
  };

  /** A phrase: its parts one behind the other. */
  const phrase = async (index, text, loose = false) => {
    const folded = index.fold(text);
    const all = diglotSearch.units(folded);
    const units = loose ? all.filter(([unit]) => isWord(unit)) : all;
    const parts = elements(index, folded, units, loose);
    if (!parts.length) return null;
    const maps = await Promise.all(parts.map(({ places }) => places));
    const pages = new Map();
    for (const [page, places] of maps[0]) {
      if (!maps.every((map) => map.has(page))) continue;
      const rest = maps.slice(1).map((map) => new Set(map.get(page)));
      const found = places.filter((place) => rest.every((set, k) => set.has(place + parts[k + 1].at - parts[0].at)));
      if (found.length) pages.set(page, found.map((place) => [place - parts[0].at, FIT.typed]));
    }
    const pattern = units.map(([unit]) => unit).filter(isWord);
    return { pages, patterns: pages.size ? [pattern] : [], length: pattern.length };
  };

  const ofForms = (forms, fitOf) => ({
    pages: merged(forms.map(([form, places]) => [places, fitOf(form)])),
    patterns: forms.map(([form]) => [form]),
    length: 1,
  });

  /** A clause as it is typed; a single word in all its forms. */
  const whole = async (index, { text, exact }) => {
    const units = diglotSearch.units(index.fold(text));
    if (!units.length) return null;
    if (exact || units.length > 1 || diglotSearch.isWide(units[0][0])) return phrase(index, text);
    const word = units[0][0];
    /* A Latin word may also be how 汉字 are pronounced: that is looked for at the same time. */
    const [forms, sounded] = await Promise.all([index.forms(word), pinyin(false)(index, { text, exact })]);
    const found = ofForms(forms, (form) => (form === word ? FIT.typed : FIT.form));
    if (!found.pages.size || !sounded?.pages.size) return found;
    const pages = merged([...fitted(found), ...fitted(sounded)]);
    return { pages, patterns: [...found.patterns, ...sounded.patterns], length: 1 };
  };

  /** A match as `merged` takes it. */
  const fitted = ({ pages }) =>
    [...pages].flatMap(([page, list]) => list.map(([place, fit]) => [new Map([[page, [place]]]), fit]));

  /** The words of a clause one behind the other, whatever stands between them. */
  const loose = async (index, { text }) => {
    const units = diglotSearch.units(index.fold(text));
    return units.length > 1 && !diglotSearch.isWide(units[0][0]) ? phrase(index, text, true) : null;
  };

  const singleWord = (index, { text, exact }, from) => {
    const units = diglotSearch.units(index.fold(text)).map(([unit]) => unit);
    const fits = !exact && units.length === 1 && !diglotSearch.isWide(units[0]) && units[0].length >= from;
    return fits ? units[0] : null;
  };

  const wordsLike = async (index, word, fit, isLike) => {
    const ranked = (await index.words())
      .filter((other) => other !== word && isLike(other))
      .sort((one, other) => other.startsWith(word) - one.startsWith(word) || one.length - other.length)
      .slice(0, WORDS_AT_MOST);
    const pieces = new Set();
    const chosen = ranked.filter((like) => {
      const piece = index.pieceOf(index.stem(like));
      if (pieces.size < PIECES_AT_MOST) pieces.add(piece);
      return pieces.has(piece);
    });
    const forms = await Promise.all(chosen.map(async (like) => [like, await index.exact(like)]));
    return ofForms(forms, () => fit);
  };

  /** Load what the parts of words, and words that are typed wrongly, are looked for in. */
  const prepare = (index, clause) => {
    if (singleWord(index, clause, INSIDE_FROM)) index.words();
  };

  /** Words that have the clause inside them. */
  const inside = async (index, clause) => {
    const word = singleWord(index, clause, INSIDE_FROM);
    if (!word) return null;
    const stem = index.stem(word);
    return wordsLike(index, word, FIT.inside, (like) => like.includes(word) && index.stem(like) !== stem);
  };

  /** Whether one change makes a word of another: a letter more, less, another, or two that change places. */
  const isOneOff = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [rest, others] = [one.slice(at), other.slice(at)];
    return (
      rest.slice(1) === others.slice(1) ||
      rest.slice(1) === others ||
      rest === others.slice(1) ||
      (rest[0] === others[1] && rest[1] === others[0] && rest.slice(2) === others.slice(2))
    );
  };

  /** Words that the clause may have been meant for. */
  const mistyped = async (index, clause) => {
    const word = singleWord(index, clause, MISTYPED_FROM);
    if (!word) return null;
    const near = (await index.words()).filter((like) => Math.abs(like.length - word.length) < 2 && isOneOff(word, like));
    const forms = (await Promise.all(near.map((like) => index.forms(like)))).flat();
    const unique = [...new Map(forms)];
    return ofForms(unique, (form) => (near.includes(form) ? FIT.mistyped : FIT.mistyped * FIT.form));
  };

  /** 汉字 that are pronounced as typed: a name or a term in pinyin, or the initials of one. */
  const pinyin = (initials) => async (index, clause) => {
    const word = singleWord(index, clause, 2);
    if (!index.isRead || !word || !/^[a-z]+$/.test(word)) return null;
    const candidates = new Set();
    for (const [, readings] of await index.entriesFrom(`~${word}`)) {
      for (const [signs, sounds] of readings) {
        const syllables = sounds.split(" ");
        if (syllables.every((syllable) => syllable.length === 1) !== initials) continue;
        let count = 0;
        for (let said = ""; said.length < word.length; count += 1) said += syllables[count];
        const exact = syllables.slice(0, count).join("") === word;
        if (exact && count > 1 && (!initials || count === syllables.length)) candidates.add([...signs].slice(0, count).join(""));
      }
    }
    const found = await Promise.all([...candidates].map((text) => whole(index, { text, exact: false })));
    return {
      pages: merged(found.flatMap(fitted)),
      patterns: found.flatMap(({ patterns }) => patterns),
      length: found[0]?.length ?? 1,
    };
  };

  Object.assign(diglotSearch, { whole, loose, prepare, inside, mistyped, pinyin: pinyin(false), initials: pinyin(true) });
})();
