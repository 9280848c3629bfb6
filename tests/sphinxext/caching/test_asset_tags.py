"""Tags of style sheets and scripts that are remembered are those of their page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp

CONF = """
extensions = ["myst_parser", "diglot"]
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["own.css", ("print.css", {"media": "print"})]

def setup(app):
    app.connect("html-page-context", lambda app, page, *_: app.add_js_file(
        "own.js", **{"data-page": page}
    ))
"""


@pytest.mark.parametrize("page", ["a/one", "a/two", "a/b/three", "index"])
def test_each_page_has_the_tags_that_sphinx_gives_it(pages: dict[bool, Path], page: str) -> None:
    tags = {caching: tags_of(folder / f"{page}.html") for caching, folder in pages.items()}
    assert tags[True] == tags[False]
    assert any(f'data-page="{page}"' in tag for tag in tags[True])
    assert any("?v=" in tag and "own.css" in tag for tag in tags[True])


def tags_of(path: Path) -> list[str]:
    return re.findall(r"<link [^>]*>|<script [^>]*src=[^>]*>", path.read_text("utf-8"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The folders of a site that was built with and without caches."""
    folders = {}
    for caching in (True, False):
        root = tmp_path_factory.mktemp("site")
        names = ["a/one", "a/two", "a/b/three"]
        (root / "conf.py").write_text(f"{CONF}\ndiglot_caching = {caching}\n", "utf-8")
        for name in ("own.css", "print.css", "own.js"):
            path = root / "static" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("/* a file */", "utf-8")
        toctree = "\n".join(["```{toctree}", *names, "```"])
        for name, text in {
            "index": f"# Index\n\n{toctree}\n",
            **dict.fromkeys(names, "# P\n"),
        }.items():
            path = root / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        # What an earlier build in this process has left would speak its language.
        translators.clear()
        app = SphinxTestApp(srcdir=root, buildername="html")
        try:
            app.build()
            folders[caching] = Path(app.outdir)
        finally:
            app.cleanup()
    return folders
