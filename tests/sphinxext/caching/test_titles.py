"""Cached titles are equal to those that Sphinx renders every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.builders import html
from sphinx.testing.util import SphinxTestApp

TITLES = ('Plain & <simple> "it\'s" a@b.org', "中文：标题", "With *markup* and `code`")
# What Sphinx and themes read of the answer.
USED = ("fragment", "title")
OWN_TEXT = (
    "from docutils import nodes\n"
    "def visit(self, node): self.body.append('*' + node)\n"
    "def setup(app):\n"
    "    app.add_node(nodes.Text, override=True, html=(visit, lambda self, node: None))\n"
)


@pytest.mark.parametrize("conf", ["", OWN_TEXT, "diglot_caching = False\n"])
def test_titles_are_rendered_as_sphinx_does(
    tmp_path: Path, conf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also with an extension that renders text itself, and without caches."""
    text = f'extensions = ["myst_parser", "diglot"]\nhtml_theme = "furo"\n{conf}'
    (tmp_path / "conf.py").write_text(text)
    for number, words in enumerate(TITLES):
        (tmp_path / f"p{number}.md").write_text(f"# {words}\n", "utf-8")
    pages = "\n".join(f"p{number}" for number in range(len(TITLES)))
    (tmp_path / "index.md").write_text(f"# Index\n\n```{{toctree}}\n{pages}\n```\n")
    app = SphinxTestApp(srcdir=tmp_path, buildername="html")
    try:
        app.build()
        builder: Any = app.builder
        is_stock = "render_partial" not in vars(builder)
        assert is_stock == ("False" in conf)
        for title in app.env.titles.values():
            shown = builder.render_partial(title)
            stock = html.StandaloneHTMLBuilder.render_partial(builder, title)
            assert {name: shown[name] for name in USED} == {name: stock[name] for name in USED}
            assert shown["title"].startswith("*") == (conf == OWN_TEXT)
        if not conf:
            # Though diglot writes titles and texts of pages itself, plain ones need no writer.
            monkeypatch.setattr(builder, "create_translator", None)
            assert builder.render_partial(app.env.titles["p1"])["title"] == "中文：标题"
    finally:
        app.cleanup()
