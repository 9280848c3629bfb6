"""What a conf.py may leave out, and what it means if it does not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from diglot.sphinxext.config import defaults


def config_of(stated: dict[str, Any], overrides: dict[str, Any] | None = None) -> Config:
    """Return what Sphinx makes of a conf.py, completed; the settings of its HTML builder, too."""
    config = Config(stated, overrides or {})
    config.add("html_theme", "alabaster", "html", ())
    config.add("html_title", lambda self: f"{self.project} documentation", "html", ())
    config.add("html_show_copyright", True, "html", ())
    defaults._complete(cast("Sphinx", None), config)
    return config


@pytest.mark.parametrize(
    ("stated", "theme"),
    [
        ({}, "furo"),
        ({"html_theme": "alabaster"}, "alabaster"),
        ({"html_theme_options": {"fixed_sidebar": True}}, "alabaster"),
        ({"html_sidebars": {"**": []}}, "alabaster"),
        ({"html_title": "书"}, "furo"),
    ],
)
def test_furo_is_the_theme_of_who_has_none_in_mind(stated: dict[str, Any], theme: str) -> None:
    assert config_of(stated).html_theme == theme
    assert config_of({}, {"html_theme": "pyramid"}).html_theme == "pyramid"


def test_nobody_is_called_author() -> None:
    assert config_of({}).author == ""
    assert config_of({"author": "我们"}).author == "我们"


def test_a_sign_without_a_name_is_not_shown() -> None:
    assert not config_of({}).html_show_copyright
    assert config_of({"copyright": "2026, 我们"}).html_show_copyright
    assert config_of({"html_show_copyright": True}).html_show_copyright


@pytest.mark.parametrize(
    ("stated", "title", "expected"),
    [
        ({}, "首页", ("首页", "首页")),
        ({"html_title": "站"}, "首页", ("首页", "站")),
        ({"project": "项目"}, "首页", ("项目", "项目 documentation")),
        ({}, "<no title>", ("Project name not set", "Project name not set documentation")),
    ],
)
def test_a_book_is_called_by_its_first_page(
    stated: dict[str, Any], title: str, expected: tuple[str, str]
) -> None:
    config = config_of(stated)
    titles = {config.root_doc: nodes.title("", title)}
    app, env = SimpleNamespace(config=config), SimpleNamespace(titles=titles)
    defaults._name_book(cast("Sphinx", app), cast("BuildEnvironment", env))
    assert (config.project, config.html_title) == expected
