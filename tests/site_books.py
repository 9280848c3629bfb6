"""Sites of the tiny books, built as people build them: by `sphinx-build`, in its own process."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from commands import run_module
from diglot.core.language import language
from diglot.core.languages import languages_of
from diglot.core.project import Project
from diglot.sphinxext.html.site.front import write_front
from folders import PROJECTS
from shared import made_once


@dataclass(frozen=True)
class Site:
    """A published folder: `root` holds a site for each of the `slugs`."""

    root: Path
    slugs: tuple[str, ...]

    def pages(self) -> list[Path]:
        return sorted(self.root.rglob("*.html"))

    def read(self, page: str) -> str:
        return (self.root / page).read_text("utf-8")

    def parse(self, page: str) -> list[tuple[str, dict[str, str]]]:
        return elements(self.read(page))


def sphinx_build(project: Path, tag: str, out: Path, *options: str, builder: str = "html") -> str:
    """Build one language; return what Sphinx warned of. A failure fails the test."""
    return _build(project, tag, out, "-q", *options, builder=builder).stderr


def sphinx_log(project: Path, tag: str, out: Path, *options: str, builder: str = "html") -> str:
    """Build one language without a warning; return what Sphinx says of its progress."""
    done = _build(project, tag, out, *options, builder=builder)
    assert not done.stderr
    return done.stdout


def _build(
    project: Path, tag: str, out: Path, *options: str, builder: str
) -> subprocess.CompletedProcess[str]:
    doctrees = out.parent.parent / "doctrees" / tag
    command = ["-b", builder, "-c", str(project), "-d", str(doctrees)]
    command += ["-D", f"language={tag}", *options, str(project / "docs"), str(out)]
    done = run_module("sphinx", *command)
    assert done.returncode == 0, done.stderr
    return done


def build_site(
    name: str, folder: Path, tags: tuple[str, ...], *options: str, builder: str = "html"
) -> Site:
    """Build a copy of a tiny book in several languages, with the pages above them."""
    project = folder / "project"
    shutil.copytree(PROJECTS / name, project)
    root = folder / "build" / "site"
    languages = tuple(map(language, tags))
    for built in languages:
        warned = sphinx_build(project, built.tag, root / built.slug, *options, builder=builder)
        assert not warned
    docs, locales = project / "docs", project / "locales"
    write_front(
        Project(project, project, docs, folder / "build", languages_of(languages), (locales,))
    )
    return Site(root, tuple(built.slug for built in languages))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(page: str) -> list[tuple[str, dict[str, str]]]:
    """Return all elements of a page in order: (name, attributes)."""
    parser = _Elements()
    parser.feed(page)
    return parser.found


@pytest.fixture(scope="session")
def salon(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The salon's little book in Chinese and English, with the pages above them."""
    return made_once(
        tmp_path_factory, "salon", lambda folder: build_site("site-salon", folder, ("zh_CN", "en"))
    )


@pytest.fixture
def copy_book(tmp_path: Path) -> Path:
    """A copy of the salon's little book to change."""
    project = tmp_path / "project"
    shutil.copytree(PROJECTS / "site-salon", project)
    return project
