"""What catalogs lack is looked for only in those that may lack something else than before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from diglot.actions import comparison
from diglot.actions.source_messages import recorded_messages
from diglot.actions.stale_catalogs import stale_catalogs
from diglot.catalog.entry import Catalog
from diglot.catalog.reader import read_catalog
from diglot.catalog.template import Template, TemplateMessage
from diglot.core import files
from diglot.core.project import Edition, Format, Project
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]


class Book:
    """The project `minimal` with messages that no reading has to record."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.catalogs = root / "locales/en/LC_MESSAGES"
        self.project = load_project(root)
        self.read: list[str] = []
        self.messages = {"chapter": ["开头", "新的"], "index": ["小书"]}
        # What has just been written is never kept: it might be written again in the same moment.
        monkeypatch.setattr(files, "time", SimpleNamespace(time_ns=lambda: 1 << 62))
        monkeypatch.setattr(comparison, "read_catalog", self._read)

    def _read(self, path: Path, shown: str) -> Catalog:
        self.read.append(path.stem)
        return read_catalog(path, shown)

    def build(self, inputs: str) -> tuple[list[str], list[str]]:
        """Return what is said after a build, and the catalogs that were read for it."""
        _record(self.project, self.messages)
        self.read.clear()
        site = Edition(self.project.source.tag, Format.SITE)
        editions = [site, Edition("en", Format.SITE)]
        found = stale_catalogs(self.project, editions, inputs, must_read=False)
        places = [
            f"{finding.location.path}: {finding.message[0]}"
            for finding in found
            if finding.location
        ]
        return [place.removeprefix("locales/en/LC_MESSAGES/") for place in places], self.read[:]


def _record(project: Project, messages: dict[str, list[str]]) -> None:
    templates = [
        Template(domain, tuple(map(TemplateMessage, msgids))) for domain, msgids in messages.items()
    ]
    recorded_messages(project).write(templates, (), (), {})


def test_only_catalogs_that_may_lack_something_else_are_read(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(copy_project("minimal"), monkeypatch)
    said = ["chapter.po: 1"]
    assert book.build("monday") == (said, ["chapter", "index"])
    assert book.build("monday") == (said, [])
    # Something else has changed.
    assert book.build("tuesday") == (said, [])
    book.messages["index"].append("又一段")
    assert book.build("wednesday") == ([*said, "index.po: 1"], ["index"])
    with (book.catalogs / "chapter.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "新的"\nmsgstr ""\n')
    assert book.build("thursday") == (["index.po: 1"], ["chapter"])
    (book.catalogs / "index.po").unlink()
    assert book.build("friday") == (["index.po: 2"], ["index"])
    assert book.build("saturday") == (["index.po: 2"], [])


def test_messages_may_change_where_nothing_else_does(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(copy_project("minimal"), monkeypatch)
    assert book.build("monday") == (["chapter.po: 1"], ["chapter", "index"])
    # As where a drawing in another folder has other words.
    book.messages["index"].append("图里的字")
    assert book.build("monday") == (["chapter.po: 1", "index.po: 1"], ["index"])


def test_a_catalog_that_cannot_be_read_is_tried_again(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(copy_project("minimal"), monkeypatch)
    (book.catalogs / "chapter.po").write_text("nonsense\n", "utf-8")
    assert book.build("monday") == ([], ["chapter", "index"])
    assert book.build("tuesday") == ([], ["chapter"])


def test_a_catalog_that_may_have_changed_while_it_was_read_is_read_again(
    copy_project: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book(copy_project("minimal"), monkeypatch)
    monkeypatch.setattr(files, "time", SimpleNamespace(time_ns=lambda: 0))
    for day in ("monday", "tuesday"):
        assert book.build(day) == (["chapter.po: 1"], ["chapter", "index"])
