"""The tiny book of pairs: its sites in each language and in both, by `sphinx-build`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from folders import PROJECTS
from shared import made_once
from site_books import Site, sphinx_build

BOTH = "zh-cn_en"


def build_pairs(folder: Path, project: Path) -> Site:
    """Build the three sites of a copy of the book beside each other."""
    root = folder / "build" / "site"
    for tag, slug, builder in (
        ("zh_CN", "zh-cn", "html"),
        ("en", "en", "html"),
        ("zh_CN", BOTH, "parallelhtml"),
    ):
        assert not sphinx_build(project, tag, root / slug, builder=builder)
    return Site(root, ("zh-cn", "en", BOTH))


@pytest.fixture(scope="session")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The book as it stands."""
    return made_once(tmp_path_factory, "pairs", _pairs)


def _pairs(folder: Path) -> Site:
    shutil.copytree(PROJECTS / "parallelsite-pairs", folder / "project")
    return build_pairs(folder, folder / "project")


THEMES = (
    "alabaster",
    "pydata_sphinx_theme",
    "shibuya",
    "sphinx_book_theme",
    "sphinx_rtd_theme",
)
"""The themes besides Furo that parallel sites are tested with."""


@pytest.fixture(scope="session")
def themed_pairs(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that builds the parallel site of the book with a theme, once each."""

    return lambda theme: made_once(tmp_path_factory, theme, partial(_with_theme, theme))


def _with_theme(theme: str, folder: Path) -> Path:
    shutil.copytree(PROJECTS / "parallelsite-pairs", folder / "project")
    out = folder / "build" / "site" / BOTH
    settings = {
        "html_theme": theme,
        "html_baseurl": "https://example.org/",
        # As projects have it whose theme is older than its entry point.
        "extensions": f"{theme},myst_parser,sphinx_design,diglot",
        "diglot_handouts.blocks": "blocks",
        "diglot_handouts_defaults.reading": "parallel",
    }
    options = [part for name, value in settings.items() for part in ("-D", f"{name}={value}")]
    warned = sphinx_build(folder / "project", "zh_CN", out, *options, builder="parallelhtml")
    assert not warned
    return out


@pytest.fixture
def copy_pairs(tmp_path: Path) -> Path:
    """A copy of the book to change."""
    project = tmp_path / "project"
    shutil.copytree(PROJECTS / "parallelsite-pairs", project)
    return project
