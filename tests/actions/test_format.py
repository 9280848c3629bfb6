"""Bringing old catalogs to canonical format, once and provably."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diglot.actions.format import format_catalogs
from diglot.catalog.reader import read_catalog
from diglot.core.codes import Code
from diglot.sphinxext.config.load import load_project

Copy = Callable[[str], Path]
CHAPTER = "locales/en/LC_MESSAGES/chapter.po"


@pytest.fixture
def old(copy_project: Copy) -> Path:
    """A book whose chapter's catalog was written by another tool."""
    root = copy_project("minimal")
    path = root / CHAPTER
    text = path.read_text("utf-8")
    text = text.replace("#: chapter.md", "#: ../../docs/chapter.md:7")
    text = text.replace('msgstr "The first paragraph, ', 'msgstr ""\n"The first paragraph, "\n"')
    text = text.replace('msgid "第二段。"', '#, fuzzy, python-brace-format\nmsgid "第二段。"')
    path.write_bytes(text.encode().replace(b"\n", b"\r\n"))
    return root


def test_what_it_says_stays(old: Path, copy_project: Copy) -> None:
    before = read_catalog(old / CHAPTER)
    assert format_catalogs(load_project(old)).results["formatted"] == [CHAPTER]
    after = read_catalog(old / CHAPTER)
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in after.entries] == [
        (e.msgid, e.msgstr, e.fuzzy) for e in before.entries
    ]
    text = (old / CHAPTER).read_text("utf-8")
    assert "\r" not in text
    assert "python-brace-format" not in text
    assert text.count("#: chapter.md\n") == 4


def test_once_is_enough(old: Path) -> None:
    format_catalogs(load_project(old))
    assert format_catalogs(load_project(old)).results["formatted"] == []


def test_dry_run_writes_nothing(old: Path) -> None:
    before = (old / CHAPTER).read_bytes()
    assert format_catalogs(load_project(old), dry_run=True).results["formatted"] == [CHAPTER]
    assert (old / CHAPTER).read_bytes() == before


def test_a_broken_catalog_is_untouched(old: Path) -> None:
    path = old / CHAPTER
    path.write_bytes(path.read_bytes() + b'msgid "torn\r\n')
    before = path.read_bytes()
    report = format_catalogs(load_project(old))
    assert {finding.code for finding in report.diagnostics} == {Code.BROKEN_CATALOG}
    assert path.read_bytes() == before


def test_what_cannot_be_proven_is_untouched(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diglot.catalog.canonical.entry_text", lambda _entry: "")
    before = (old / CHAPTER).read_bytes()
    report = format_catalogs(load_project(old))
    assert "not formatted, because" in report.diagnostics[0].message
    assert (old / CHAPTER).read_bytes() == before


def test_a_broken_catalog_is_repaired_on_request(old: Path) -> None:
    path = old / CHAPTER
    entry = 'msgid "新"\r\nmsgstr "a "new" one"\r\n\r\nmsgid "新"\r\nmsgstr "another"\r\n'
    path.write_bytes(path.read_bytes() + b"\r\n" + entry.encode())
    project = load_project(old)
    before = path.read_bytes()
    report = format_catalogs(project, repair=True, dry_run=True)
    assert (report.results["formatted"], path.read_bytes()) == ([CHAPTER], before)
    report = format_catalogs(project, repair=True)
    assert [finding.code for finding in report.diagnostics] == [Code.REPAIRED_CATALOG]
    place = report.diagnostics[0].location
    assert place
    assert place.line
    lines = path.read_text("utf-8").split("\n")
    assert lines[place.line - 1] == "# another translation: another"
    assert lines[place.line : place.line + 2] == ['msgid "新"', 'msgstr "a \\"new\\" one"']
    assert format_catalogs(project, repair=True).results["formatted"] == []
