"""The book's search finds what its texts have: the judge of the benchmarks, on our own engine."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench.search import QUERIES, scores
from bench.search_engines import ask, ours
from bench.search_truth import read_queries, texts_of
from book.conftest import Book


def test_readers_find_what_is_there(chromium: Browser, book: Book) -> None:
    sites = {slug: texts_of(book.site / slug) for slug in ("zh-cn", "en")}
    queries = list(read_queries(QUERIES))
    assert len(queries) >= 300
    found = {"diglot": ask(ours, chromium.new_page(), f"{book.site.as_uri()}/", queries)}
    for row in scores(queries, found, sites):
        recall, first = row.by_engine["diglot"]
        lowest = 0.98 if row.group == "all" else 0.9
        assert recall >= lowest, row
        assert first >= 0.9, row
