"""Where titles break is found out once, for as long as their documents have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.sphinxext.html.site import known_breaks
from diglot.sphinxext.html.site.known_breaks import KnownBreaks


class Build:
    """A build that asks where titles break, and notes which ones it had to look at."""

    def __init__(self, path: Path) -> None:
        self.known = KnownBreaks(path)
        self.made: list[str] = []

    def title(self, docname: str, title: str) -> str:
        return self.known.of(docname, title, self._make)

    def _make(self, title: str) -> str:
        self.made.append(title)
        return f"{title}<wbr>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "doctrees/title-breaks.json"
    build = Build(path)
    for docname, title in (("a", "甲"), ("a", "乙"), ("a", "甲"), ("b", "丙")):
        assert build.title(docname, title) == f"{title}<wbr>"
    assert build.made == ["甲", "乙", "丙"]
    build.known.keep({"a", "b"})
    return path


def test_a_later_build_knows_the_titles_of_each_document(path: Path) -> None:
    build = Build(path)
    assert [build.title("a", "甲"), build.title("b", "丙")] == ["甲<wbr>", "丙<wbr>"]
    assert build.made == []
    assert build.title("a", "丁") == "丁<wbr>"
    assert build.made == ["丁"]


def test_titles_that_are_gone_are_forgotten(path: Path) -> None:
    build = Build(path)
    build.title("a", "甲")  # the page was written again, without its other title
    build.known.keep({"a"})
    again = Build(path)
    for docname, title in (("a", "甲"), ("a", "乙"), ("b", "丙")):
        again.title(docname, title)
    assert again.made == ["乙", "丙"]


def test_pages_that_are_not_written_keep_theirs(path: Path) -> None:
    build = Build(path)
    build.title("b", "丙")
    build.known.keep({"a", "b"})
    assert Build(path).title("a", "乙") == "乙<wbr>"


@pytest.mark.parametrize("written", ["", "{}", "[1]", '{"version": 0, "titles": {}}'])
def test_what_cannot_be_used_is_made_again(path: Path, written: str) -> None:
    path.write_text(written, "utf-8")
    build = Build(path)
    assert build.title("a", "甲") == "甲<wbr>"
    assert build.made == ["甲"]


def test_other_rules_have_other_breaks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_breaks, "FORMAT", known_breaks.FORMAT + 1)
    build = Build(path)
    build.title("a", "甲")
    assert build.made == ["甲"]
