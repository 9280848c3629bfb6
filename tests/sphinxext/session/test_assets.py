"""Static files of pages that are written one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from diglot.sphinxext.session.assets import finish_theme


@pytest.mark.parametrize("theme", ["pydata_sphinx_theme", "sphinx_book_theme"])
def test_a_theme_finishes_what_it_is_made_of(tmp_path: Path, theme: str) -> None:
    out = tmp_path / "out"
    with patch_docutils(), docutils_namespace():
        settings = {"html_theme": theme}
        app = Sphinx(tmp_path, None, out, out, "html", settings, status=None, warning=None)
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        (out / "_static").mkdir()
        app.builder.create_pygments_style_file()
        styles = out / "_static" / "pygments.css"
        # The second theme leaves code in the dark to the first.
        assert "[data-theme" not in styles.read_text("utf-8")
        finish_theme(app)
        assert 'html[data-theme="dark"]' in styles.read_text("utf-8")
