"""What is lost when a project with catalogs is adopted, and what only looks like it."""

from pathlib import Path

import pytest

from diglot.adopt.kept import lost
from diglot.catalog.reader import parse_catalog

CATALOG = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "一"\nmsgstr "{}"\n'
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("one", "one", 0), ("one\\n", "one", 0), ("one", "", 1), ("one", "uno", 1)],
)
def test_a_repaired_line_feed_is_no_loss(before: str, after: str, expected: int) -> None:
    old, new = (
        parse_catalog(CATALOG.format(text).encode(), Path("a.po")) for text in (before, after)
    )
    assert len(list(lost([old], [new]))) == expected
