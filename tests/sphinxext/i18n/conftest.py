"""Books built once, with diglot and without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from folders import PROJECTS
from shared import made_once
from translate_books import Book, sphinx


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Book]:
    """Return a function that copies tests/projects/NAME once and builds it."""

    def build(project: str, *options: str, builder: str = "html", name: str = "out") -> Book:
        root = tmp_path / project
        if not root.exists():
            shutil.copytree(PROJECTS / project, root)
        return sphinx(root, *options, builder=builder, name=name)

    return build


@pytest.fixture(scope="session")
def faults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """The project translate-faults: in English by Sphinx alone and by diglot, and in Chinese."""
    return made_once(tmp_path_factory, "faults", _faults)


def _faults(folder: Path) -> dict[str, Book]:
    root = folder / "book"
    shutil.copytree(PROJECTS / "translate-faults", root)
    english = ("-D", "language=en")
    return {
        "stock": sphinx(root, *english, "-t", "stock", name="stock"),
        "ours": sphinx(root, *english, name="ours"),
        "source": sphinx(root, name="source"),
        "template": sphinx(root, builder="gettext", name="template"),
    }


@pytest.fixture(scope="session")
def stock(faults: dict[str, Book]) -> Book:
    return faults["stock"]


@pytest.fixture(scope="session")
def ours(faults: dict[str, Book]) -> Book:
    return faults["ours"]


@pytest.fixture(scope="session")
def source(faults: dict[str, Book]) -> Book:
    return faults["source"]


@pytest.fixture(scope="session")
def template(faults: dict[str, Book]) -> Book:
    return faults["template"]
