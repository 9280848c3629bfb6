/* Finds pages: those that have all of a query, in the reader's language or, failing that, in another. */
"use strict";

(() => {
  const WEIGHT = { title: 4, wholeTitle: 6, heading: 2, near: 1.5 };
  /* A hit in the reader's language comes before one in another. */
  const FOREIGN = 0.5;
  const SATURATION = 1.2;
  const LENGTH = 0.5;

  const indexes = new Map();

  /** The index of a language; sites name their own and those beside them: { slug, root, version }. */
  const indexOf = ({ slug, root, version }) => {
    if (!indexes.has(slug)) indexes.set(slug, diglotSearch.open(slug, root, version));
    return indexes.get(slug);
  };

  /** Parts of a query as they are looked for: each with what was found, by language. */
  const asItem = (clause) => ({ clause, found: new Map() });

  const look = async (how, items, languages) => {
    await Promise.all(
      items.flatMap((item) =>
        languages.map(async (index) => {
          const match = await how(index, item.clause);
          if (match?.pages.size) item.found.set(index.slug, match);
        }),
      ),
    );
  };

  const missing = (items) => items.filter(({ found }) => !found.size);

  const scoreOf = (index, page, items) => {
    const { length } = index.layout(page);
    const damping = SATURATION * (1 - LENGTH + (LENGTH * length) / index.average);
    let score = 0;
    for (const { found } of items) {
      const match = found.get(index.slug);
      const places = match?.pages.get(page);
      if (!places) continue;
      const rarity = Math.log(1 + index.names.length / match.pages.size);
      let count = 0;
      let best = 1;
      for (const [place, fit] of places) {
        count += fit;
        const { section, heading } = index.sectionOf(page, place);
        if (!heading) continue;
        const title = section === 0 && place === 1 && index.titleLength(page) === match.length;
        best = Math.max(best, fit * (title ? WEIGHT.wholeTitle : section === 0 ? WEIGHT.title : WEIGHT.heading));
      }
      score += rarity * best * (count / (count + damping));
    }
    return score;
  };

  /** How close the items stand to each other on a page: 1 where they are neighbours, 0 far away. */
  const nearness = (index, page, items) => {
    const all = items.flatMap(({ found }, item) =>
      (found.get(index.slug)?.pages.get(page) ?? []).map(([place]) => ({ place, item, end: place + found.get(index.slug).length })),
    );
    all.sort((one, other) => one.place - other.place);
    let best = Number.POSITIVE_INFINITY;
    const last = new Map();
    for (const { place, item, end } of all) {
      last.set(item, { place, end });
      if (last.size === items.length) {
        const starts = [...last.values()];
        const gap = Math.max(...starts.map((start) => start.end)) - Math.min(...starts.map((start) => start.place));
        const least = starts.reduce((sum, start) => sum + start.end - start.place, 0);
        best = Math.min(best, gap - least);
      }
    }
    return 1 / (1 + Math.max(0, best) / 4);
  };

  /** The sections of a page that have something: { slug, section, all, score }, the best first. */
  const hitsOf = (index, page, items) => {
    const sections = new Map();
    items.forEach(({ found }, item) => {
      for (const [place, fit] of found.get(index.slug)?.pages.get(page) ?? []) {
        const { section, heading } = index.sectionOf(page, place);
        if (!sections.has(section)) sections.set(section, { slug: index.slug, section, items: new Set(), score: 0 });
        const hit = sections.get(section);
        hit.items.add(item);
        hit.score += fit * (heading ? WEIGHT.heading * 2 : 1);
      }
    });
    const hits = [...sections.values()].map((hit) => ({ ...hit, all: hit.items.size === items.length }));
    return hits.sort((one, other) => other.items.size - one.items.size || other.score - one.score || one.section - other.section);
  };

  /** Pages that have at least so many of the items, in the reader's language alone or with the others. */
  const pagesWith = (items, least, own, others) => {
    const result = { own: [], other: [] };
    if (items.length - missing(items).length < least) return result;
    own.names.forEach((name, page) => {
      const mine = items.filter(({ found }) => found.get(own.slug)?.pages.has(page));
      const theirs = others
        .filter((index) => index.numberOf.has(name))
        .map((index) => ({ index, page: index.numberOf.get(name) }))
        .filter(({ index, page: number }) => items.some(({ found }) => found.get(index.slug)?.pages.has(number)));
      const has = (item) =>
        mine.includes(item) || theirs.some(({ index, page: number }) => item.found.get(index.slug)?.pages.has(number));
      if (mine.length < least && items.filter(has).length < least) return;
      const near = items.length > 1 ? WEIGHT.near * nearness(own, page, items) : 0;
      const score = scoreOf(own, page, items) * (1 + near);
      if (mine.length >= least) {
        result.own.push({ name, score, hits: () => hitsOf(own, page, items) });
        return;
      }
      const foreign = theirs.map(({ index, page: number }) => ({
        score: scoreOf(index, number, items) * (1 + (items.length > 1 ? WEIGHT.near * nearness(index, number, items) : 0)),
        hits: () => hitsOf(index, number, items),
      }));
      result.other.push({
        name,
        score: score + FOREIGN * foreign.reduce((sum, result) => sum + result.score, 0),
        hits: () => [...hitsOf(own, page, items), ...foreign.flatMap((result) => result.hits())],
      });
    });
    for (const list of Object.values(result)) list.sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
    return result;
  };

  const all = (parts) => !missing(parts).length;
  const some = (parts) => missing(parts).length < parts.length && parts.every(({ clause }) => diglotSearch.isWide(clause.text));

  /** Items whose clause stands nowhere give way to those of its parts, where these stand somewhere. */
  const split = async (items, languages, notes, enough = all) => {
    const instead = await Promise.all(
      items.map(async (item) => {
        const parts = item.found.size ? [] : diglotSearch.partsOf(item.clause).map(asItem);
        await look(diglotSearch.whole, parts, languages);
        if (!parts.length || !enough(parts)) return [item];
        notes.push({ typed: item.clause.text, instead: parts.map(({ clause }) => clause.text).join(" ") });
        return parts;
      }),
    );
    return instead.flat();
  };

  /** Latin words that are one name or term in pinyin become one item. */
  const joinPinyin = async (items, own) => {
    const text = items.map(({ clause }) => clause.text).join("");
    if (items.length < 2 || !/^[a-z]+$/i.test(text) || !missing(items).length) return items;
    const joined = asItem({ text, exact: false });
    await look(diglotSearch.pinyin, [joined], [own]);
    return joined.found.size ? [joined] : items;
  };

  const noteOf = (item) => {
    const patterns = [...item.found.values()].flatMap((match) => match.patterns);
    const said = [...new Set(patterns.map((pattern) => pattern.join("")))].slice(0, 3).join(", ");
    return { typed: item.clause.text, instead: said };
  };

  /** Find pages for a reader of the first of the languages; the others are only loaded where it has nothing.
   *
   * `wide` asks for the others in any case. Returns the best pages first: `own` have all the query in
   * the reader's language, `other` need another one for it. Each has `name`, `score` and a function
   * `hits`, which returns { slug, section, all } of each section. `notes` say what was looked for
   * instead, { typed, instead }; `patterns` are the words to be marked; `some` is true where no page
   * has all, and the pages have a part.
   */
  const find = async (query, [here, ...beside], wide = false) => {
    const result = { own: [], other: [], notes: [], patterns: [], some: false, items: [] };
    const own = await indexOf(here);
    let items = diglotSearch.parse(query).map(asItem);
    if (!own || !items.length) return result;
    let others = [];
    const both = () => [own, ...others];
    /* Where no language has a word, the next steps need all that each has. */
    const prepare = (languages) => {
      for (const index of languages) for (const { clause } of missing(items)) diglotSearch.prepare(index, clause);
    };
    const openOthers = async () => {
      if (others.length) return;
      others = (await Promise.all(beside.map(indexOf))).filter(Boolean);
      prepare(others);
      await look(diglotSearch.whole, items, others);
    };
    const instead = (how, languages) => async () => {
      const before = missing(items);
      for (const index of languages()) await look(how, missing(before), [index]);
      result.notes.push(...before.filter(({ found }) => found.size).map(noteOf));
    };
    const steps = [
      async () => {
        await look(diglotSearch.whole, items, [own]);
        /* What the next steps need but for pinyin comes while that is looked for. */
        if (missing(items).length) beside.forEach(indexOf);
        prepare([own]);
      },
      async () => {
        const joined = await joinPinyin(items, own);
        if (joined !== items) result.notes.push(noteOf(joined[0]));
        items = joined;
      },
      instead(diglotSearch.pinyin, () => [own]),
      openOthers,
      () => look(diglotSearch.loose, missing(items), both()),
      async () => {
        items = await split(items, both(), result.notes);
      },
      instead(diglotSearch.initials, () => [own]),
      instead(diglotSearch.inside, both),
      instead(diglotSearch.mistyped, both),
      async () => {
        items = await split(items, both(), result.notes, some);
      },
    ];
    let pages = result;
    for (const step of steps) {
      await step();
      pages = pagesWith(items, items.length, own, others);
      if (pages.own.length || pages.other.length) break;
    }
    if (wide) {
      await openOthers();
      pages = pagesWith(items, items.length, own, others);
    }
    if (!pages.own.length && !pages.other.length && items.length > 1) {
      for (let least = items.length - 1; least > 0 && !pages.own.length && !pages.other.length; least -= 1) {
        pages = pagesWith(items, least, own, others);
      }
      result.some = pages.own.length + pages.other.length > 0;
    }
    const patterns = items.flatMap(({ found }) => [...found.values()].flatMap((match) => match.patterns));
    return { ...result, ...pages, patterns, items };
  };

  /** Pages that have a typed word only as a part of others; `found` is what `find` has returned. */
  const findInside = async (found, here) => {
    const own = await indexOf(here);
    const items = found.items.map(({ clause, found: matches }) => ({ clause, found: new Map(matches) }));
    let any = false;
    await Promise.all(
      items.map(async (item) => {
        const more = await diglotSearch.inside(own, item.clause);
        if (!more?.pages.size) return;
        any = true;
        const mine = item.found.get(own.slug);
        const pages = new Map([...more.pages, ...(mine?.pages ?? [])]);
        item.found.set(own.slug, { pages, patterns: [...(mine?.patterns ?? []), ...more.patterns], length: 1 });
      }),
    );
    if (!any) return { pages: [], patterns: [] };
    const known = new Set([...found.own, ...found.other].map(({ name }) => name));
    const pages = pagesWith(items, items.length, own, []).own.filter(({ name }) => !known.has(name));
    return { pages, patterns: items.flatMap(({ found: matches }) => matches.get(own.slug)?.patterns ?? []) };
  };

  Object.assign(diglotSearch, { find, findInside, indexOf });
})();
