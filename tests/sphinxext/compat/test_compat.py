"""Where Sphinx or MyST look different, Sphinx translates itself and the build still works."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from sphinx.registry import SphinxComponentRegistry
from sphinx.transforms import i18n

from diglot.sphinxext.compat import private
from folders import PROJECTS
from translate_books import sphinx


def registry() -> SphinxComponentRegistry:
    found = SphinxComponentRegistry()
    for transform in private.STOCK_TRANSFORMS:
        found.add_transform(transform)
    return found


def test_this_sphinx_and_this_myst_fit() -> None:
    assert private.fits(registry())


def test_a_renderer_with_another_signature_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def nested_render_text(self: object, text: str) -> None:
        del self, text

    monkeypatch.setattr(DocutilsRenderer, "nested_render_text", nested_render_text)
    assert not private.fits(registry())


def test_a_sphinx_without_its_transform_does_not() -> None:
    found = registry()
    found.transforms.remove(i18n.Locale)
    assert not private.fits(found)


def test_stock_translates_where_it_has_to(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(PROJECTS / "translate-faults", root)
    with (root / "conf.py").open("a", encoding="utf-8") as file:
        file.write(
            "\nfrom diglot.sphinxext import private\nprivate.fits = lambda registry: False\n"
        )
    book = sphinx(root, "-D", "language=en", "-v", builder="text")
    assert "stock one two" in book.text("breaks")
