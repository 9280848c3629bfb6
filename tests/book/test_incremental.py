from __future__ import annotations

from book.conftest import Book, hashes


def test_incremental_equals_clean(book: Book) -> None:
    clean = hashes(book.site)
    assert {name for name in clean if clean[name] != book.steps.get(name)} == set()
    assert clean.keys() == book.steps.keys()
