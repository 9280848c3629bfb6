"""Text that is not translated yet, in a language that docutils has no quotation marks for."""

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace


@pytest.mark.parametrize(
    ("source", "text"), [("zh_HK", "說 \"甲\" 和 '乙'"), ("vi", "nói \"à\" và 'b'")]
)
def test_it_stays_as_it_is_typed_and_nothing_warns(source: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(f"# A\n\n{text}\n", "utf-8")
    conf = f"extensions = ['myst_parser', 'diglot']\ndiglot_languages = ['{source}', 'en']\n"
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    warnings, out = io.StringIO(), tmp_path / "out"
    with docutils_namespace():
        app = Sphinx(
            tmp_path, tmp_path, out, out, "dummy", {"language": "en"}, None, warning=warnings
        )
        app.build()
    assert "smart quotes" not in warnings.getvalue()
    assert text in app.env.get_doctree("index").astext()
