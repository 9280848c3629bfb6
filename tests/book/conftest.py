"""The real book, built once for all tests of this folder."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.core.diagnostic import Report
from diglot.core.project import Format, Project
from diglot.sphinxext.config.load import load_project
from folders import ROOT


@dataclass(frozen=True, slots=True)
class Book:
    """A clean build; `incremental` are the digests of its sites' files after incremental ones."""

    project: Project
    report: Report
    incremental: Mapping[str, str]

    @property
    def site(self) -> Path:
        return self.project.sitedir


def copy_book(target: Path) -> Path:
    for name in ("docs", "locales"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copy(ROOT / "conf.py", target)
    return target


EDITS = (
    ("docs/salon/dong-jin.md", "董　瑾", "董瑾"),
    ("locales/en/LC_MESSAGES/salon/event.po", 'msgstr "This ', 'msgstr "The '),
)
"""What is edited between the two: each occurrence, titles, index entries and references too."""


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, warmed: None) -> Book:
    """The book as it stands, built from nothing where its sites were built from other texts."""
    root = copy_book(tmp_path_factory.mktemp("book"))
    project = load_project(root)
    final = {path: (root / path).read_text("utf-8") for path, _, _ in EDITS}
    for path, before, after in EDITS:
        assert after in final[path]
        (root / path).write_text(final[path].replace(after, before), "utf-8")
    # Handouts, which take longer, are compared on the tiny books of tests/actions.
    sites = [edition for edition in project.editions if edition.format is Format.SITE]
    build(project, sites)
    for path, text in final.items():
        (root / path).write_text(text, "utf-8")
    build(load_project(root), sites)
    incremental = hashes(project.sitedir)
    return Book(project, build(load_project(root), project.editions, fresh=True), incremental)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
