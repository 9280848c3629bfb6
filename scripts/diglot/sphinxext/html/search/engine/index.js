/* The index of a language, loaded in pieces by need. search/index.py writes them and says how.
 *
 * The pieces are scripts that call `diglotSearch.take`, so that pages work from disk too.
 */
"use strict";

(() => {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

  /* What scripts bring, by key: a promise and what fulfils it. */
  const brought = new Map();
  const asked = new Set();

  const slot = (key) => {
    if (!brought.has(key)) {
      let fulfil;
      const promise = new Promise((resolve) => {
        fulfil = resolve;
      });
      brought.set(key, { promise, fulfil });
    }
    return brought.get(key);
  };

  /** What a script brings; `key` is its language and its name in the folder of the search. */
  const take = (key, value) => slot(key).fulfil(value);

  /** Ask for no script that the page has itself, behind this one. */
  const expect = (key) => {
    asked.add(key);
    document.addEventListener("DOMContentLoaded", () => take(key, null));
  };

  const load = (root, key, version) => {
    if (!asked.has(key)) {
      asked.add(key);
      const script = document.createElement("script");
      /* Scripts that are added have to wait for style sheets and for those of the theme. */
      script.fetchPriority = "high";
      script.src = `${root}${key.split("/").map(encodeURIComponent).join("/")}.js${version ? `?v=${version}` : ""}`;
      /* A language may not be published here. */
      script.onload = script.onerror = () => take(key, null);
      document.head.append(script);
    }
    return slot(key).promise;
  };

  /** Whole numbers from Base64 VLQ. */
  const numbers = (text) => {
    const found = [];
    let [value, shift] = [0, 0];
    for (const letter of text) {
      const digit = VALUES.get(letter);
      value += (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        found.push(value);
        [value, shift] = [0, 0];
      }
    }
    return found;
  };

  /** Map of page number to places. */
  const placesOf = (written) => {
    const read = numbers(written);
    const found = new Map();
    let page = 0;
    for (let at = 0; at < read.length; ) {
      page += read[at];
      const end = at + 2 + read[at + 1];
      let place = 0;
      found.set(
        page,
        read.slice(at + 2, end).map((step) => {
          place += step;
          return place;
        }),
      );
      at = end;
    }
    return found;
  };

  /** Words of which each is written as what it adds to the one before. */
  const unfolded = (written) => {
    let before = "";
    return written.map((entry) => {
      before = before.slice(0, Number.parseInt(entry[0], 36)) + entry.slice(1);
      return before;
    });
  };

  class Index {
    constructor(slug, root, data) {
      Object.assign(this, { slug, root, ...data, names: unfolded(data.names) });
      this.numberOf = new Map(this.names.map((name, number) => [name, number]));
      this.layouts = [];
      /* Each page begins at place 1. */
      this.average = 1 + numbers(this.sizes.join("")).reduce((sum, size) => sum + size, 0) / (this.names.length || 1);
      const [from, to] = this.folding;
      const instead = [...to];
      this.simplified = new Map([...from].map((sign, at) => [sign, instead[at]]));
      this.places = new Map();
    }

    part(name) {
      return load(this.root, `${this.slug}/${name}`, this.version);
    }

    fold(text) {
      return diglotSearch.fold(text, this.simplified);
    }

    stem(word) {
      return word.length > 2 && /^\p{L}+$/u.test(word) ? this.stemmer.stemWord(word) : word;
    }

    /** The number of the piece in which a word would be. */
    pieceOf(word) {
      let [low, high] = [0, this.firstWords.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.firstWords[middle] <= word) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    }

    async entry(word) {
      const piece = this.firstWords.length && (await this.part(`words-${this.pieceOf(word)}`));
      return piece && Object.hasOwn(piece, word) ? piece[word] : null;
    }

    /** The entries whose words begin with a text, as [word, entry]. */
    async entriesFrom(start) {
      if (!this.firstWords.length) return [];
      const [first, last] = [this.pieceOf(start), this.pieceOf(`${start}\uffff`)];
      const count = last - first + 1;
      const pieces = await Promise.all([...Array(count).keys()].map((at) => this.part(`words-${first + at}`)));
      return pieces.flatMap((piece) => Object.entries(piece ?? {})).filter(([word]) => word.startsWith(start));
    }

    /** The forms of a word's stem, as [form, map of page number to places]; none where it is unknown. */
    async forms(word) {
      const entry = (await this.entry(this.stem(word))) ?? {};
      return Object.entries(entry).map(([form, written]) => [form, this.read(written)]);
    }

    /** The places of a word as it is written. */
    async exact(word) {
      const entry = (await this.entry(this.stem(word))) ?? {};
      return Object.hasOwn(entry, word) ? this.read(entry[word]) : new Map();
    }

    read(written) {
      if (!this.places.has(written)) this.places.set(written, placesOf(written));
      return this.places.get(written);
    }

    /** All words of four letters and more. */
    async words() {
      this.known ??= this.part("vocabulary").then((said) => unfolded((said ?? "").split(" ").filter(Boolean)));
      return this.known;
    }

    /** Where the headings and texts of a page begin, and how many places it has. */
    layout(page) {
      if (!this.layouts[page]) {
        let place = 1;
        const starts = numbers(this.sizes[page]).map((size) => {
          place += size;
          return place - size;
        });
        this.layouts[page] = { starts, length: place };
      }
      return this.layouts[page];
    }

    /** Where a place of a page is: the section's number, and whether in its heading. */
    sectionOf(page, place) {
      const { starts } = this.layout(page);
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= place) low = middle + 1;
        else high = middle;
      }
      return { section: (low - 1) >> 1, heading: (low - 1) % 2 === 0 };
    }

    /** How many places a page's title takes. */
    titleLength(page) {
      const { starts } = this.layout(page);
      return starts.length > 1 ? starts[1] - starts[0] - 1 : 0;
    }

    /** The text of a page: { address, title, sections: [{ anchor, heading, text }] }. */
    async text(name) {
      const [address, title, sections] = (await this.part(`texts/${name}`)) ?? ["", name, []];
      return { address, title, sections: sections.map(([anchor, heading, text]) => ({ anchor, heading, text })) };
    }
  }

  /** Open the index of a language; null where it is not published. */
  const open = async (slug, root, version) => {
    const data = await load(root, `${slug}/index`, version);
    return data && new Index(slug, root, data);
  };

  Object.assign(diglotSearch, { take, expect, open });
})();
