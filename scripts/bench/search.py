"""How well readers find: diglot's search against Sphinx's own and Pagefind's.

`DIGLOT_SEARCH_PROJECT=…` names another project than this book; its queries are drawn
from its texts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from sphinx.config import Config
from sphinx.util.tags import Tags

from bench.book import copy_of_the_book
from bench.search_draw import draw_queries
from bench.search_engines import (
    Found,
    ask,
    chromium,
    index_for_pagefind,
    ours,
    pagefind,
    served,
    stock,
)
from bench.search_truth import Query, Texts, read_queries, texts_of
from diglot.sphinxext.config.load import load_project

QUERIES = Path(__file__).parents[2] / "tests" / "cases" / "search" / "book.txt"
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Score:
    """Recall, and precision among the first five, of each engine on a group of queries."""

    group: str
    queries: int
    by_engine: Mapping[str, tuple[float, float]]


def score(query: Query, found: Sequence[str], sites: Mapping[str, Texts]) -> tuple[float, float]:
    """Return a query's recall, and the part of the first five pages that is right.

    A query that finds nothing has 0 for both.
    """
    wanted, allowed = query.truth(sites)
    if not wanted:
        raise ValueError(f"{query.group}: nothing is right for “{query.text}”")
    first = found[:_FIRST]
    return len(wanted & set(found)) / len(wanted), len(allowed & set(first)) / max(1, len(first))


def scores(
    queries: Sequence[Query], found: Mapping[str, Found], sites: Mapping[str, Texts]
) -> Iterator[Score]:
    """Yield the means of each group, and those of all queries."""
    scored = {
        name: [score(query, pages, sites) for query, pages in zip(queries, results, strict=True)]
        for name, results in found.items()
    }
    for group in [*dict.fromkeys(query.group for query in queries), "all"]:
        of_group = [at for at, query in enumerate(queries) if group in ("all", query.group)]
        means = {
            name: (fmean(scores[at][0] for at in of_group), fmean(scores[at][1] for at in of_group))
            for name, scores in scored.items()
        }
        yield Score(group, len(of_group), means)


def table(rows: Sequence[Score]) -> str:
    """Return the scores as a Markdown table: recall, then precision among the first five."""
    engines = list(rows[0].by_engine)
    lines = [f"| | queries | {' | '.join(engines)} |", f"| --- | ---: |{' ---: |' * len(engines)}"]
    for row in rows:
        cells = (f"{recall:.2f} {first:.2f}" for recall, first in row.by_engine.values())
        lines.append(f"| {row.group} | {row.queries} | {' | '.join(cells)} |")
    return "\n".join(lines)


def rows(_repeat: int = 1) -> Iterator[Score]:
    """Yield the scores of all engines on the book, or on the project that is named."""
    named = os.environ.get("DIGLOT_SEARCH_PROJECT")
    with TemporaryDirectory() as folder, copy_of_the_book() as book:
        project = Path(shutil.copytree(named, Path(folder, "project"))) if named else book
        slugs = _build(project)
        site = load_project(project).sitedir
        sites = {slug: texts_of(site / slug) for slug in slugs.values()}
        queries = draw_queries(sites) if named else list(read_queries(QUERIES))
        yield from scores(queries, _found(project, site, slugs, queries), sites)


def _build(project: Path) -> dict[str, str]:
    """Build the sites of a project, and Sphinx's own; return the slug of each language's tag."""
    loaded = load_project(project)
    slugs = {language.tag: language.slug for language in loaded.languages}
    editions = [f"{slug}/site" for slug in slugs.values()]
    _run([sys.executable, "-m", "diglot", "build", "--quiet", *editions], project)
    for tag, slug in slugs.items():
        options = ["-b", "html", "-q", "-D", f"language={tag}", "-c", "."]
        options += ["-D", "extensions=" + ",".join(_other_extensions(project))]
        source = str(loaded.srcdir.relative_to(project))
        _run([sys.executable, "-m", "sphinx", *options, source, f"stock/{slug}"], project)
    for made in (loaded.sitedir, project / "stock"):
        for slug in slugs.values():
            if not (made / slug / "search.html").is_file():
                raise RuntimeError(f"{made / slug} was not made: build it by hand to see why")
    return slugs


def _run(arguments: list[str], project: Path) -> None:
    """Build a site. Other people's projects may have faults: their sites are made all the same."""
    subprocess.run(arguments, cwd=project, capture_output=True, check=False)


def _other_extensions(project: Path) -> list[str]:
    config = Config.read(project, overrides={}, tags=Tags())
    return [name for name in config.extensions if not name.startswith("diglot")]


def _found(
    project: Path, site: Path, slugs: Mapping[str, str], queries: Sequence[Query]
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    with chromium() as browser, served(site) as root, served(project / "stock") as stock_root:
        tab = browser.new_page()
        found["diglot"] = ask(ours, tab, root, queries)
        found["Sphinx"] = ask(stock, tab, stock_root, queries)
        if all(index_for_pagefind(site, slug) for slug in slugs.values()):
            found["Pagefind"] = ask(pagefind, tab, root, queries)
        else:
            print("Pagefind is not installed: pip install 'pagefind[extended]'")
    return found
