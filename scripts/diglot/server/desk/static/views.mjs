// What the page shows: the language alone, or beside the sources. This browser remembers it.

const NAME = "diglot-desk-view";
const PARALLEL = "parallel";

export class Views {
  // `sites` are the site in the language and, where there is one, the parallel site.
  constructor(sites) {
    this.sites = sites;
  }

  get areTwo() {
    return this.sites.length > 1;
  }

  get isParallel() {
    return this.areTwo && localStorage.getItem(NAME) === PARALLEL;
  }

  get site() {
    return this.sites[this.isParallel ? 1 : 0];
  }

  // Turns to the other one, and returns it.
  turn() {
    if (this.isParallel) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, PARALLEL);
    return this.site;
  }
}
