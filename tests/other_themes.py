"""Themes that diglot does not know, put into copies of tiny books."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import furo  # type: ignore[import-untyped]  # Furo ships no types

_FURO = Path(furo.__file__).parent / "theme" / "furo"

Changes = Mapping[str, Mapping[str, str]]
"""For each template, what takes the place of pieces in it."""


def use_other_furo(project: Path, changes: Changes) -> None:
    """Let a project use a copy of Furo in which some pieces of templates are different."""
    folder = project / "themes" / "furo"
    shutil.copytree(_FURO, folder)
    for template, pieces in changes.items():
        text = (folder / template).read_text("utf-8")
        for piece, replacement in pieces.items():
            assert piece in text
            text = text.replace(piece, replacement)
        (folder / template).write_text(text, "utf-8")
    # Sphinx loads the extension of a theme only where the theme is an installed package.
    load = "def setup(app): app.setup_extension('furo')"
    add_settings(project, 'html_theme_path = ["themes"]', load)


def use_theme(project: Path, templates: Mapping[str, str]) -> None:
    """Let a project use a theme made of some templates, and of Sphinx's own for the rest."""
    folder = project / "themes" / "other"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text('[theme]\ninherit = "basic"\n', "utf-8")
    for name, text in templates.items():
        (folder / name).write_text(text, "utf-8")
    add_settings(project, 'html_theme_path = ["themes"]', 'html_theme = "other"')


def add_settings(project: Path, *lines: str) -> None:
    """Add lines to a project's conf.py."""
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{line}\n" for line in lines)
