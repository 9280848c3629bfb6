"""Which handouts are typeset in groups: those whose chapters know nothing of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.sphinxext.typst.build.division import asks
from folders import CASES


@pytest.mark.parametrize(
    "path", sorted((CASES / "typst").glob("*.typ")), ids=lambda path: path.stem
)
def test_what_is_written_of_documents_asks_for_nothing(path: Path) -> None:
    assert not asks(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        '// from guide/state.md:12\nd.paragraph("here")',
        '"a label, \\" a query"',
        "d.label-mark(1)",
        "my-counter",
    ],
)
def test_names_and_words_ask_for_nothing(source: str) -> None:
    assert not asks(source)


@pytest.mark.parametrize(
    "source",
    ["#context here()", "#std.query(heading)", '"" + counter(page)', "// from a.md:1\n#state(1)"],
)
def test_own_typst_may_ask(source: str) -> None:
    assert asks(source)
