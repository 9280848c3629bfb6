"""What a second run of `sphinx-build -b parallelhtml` resolves and writes: only what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from diglot.actions.build import build
from diglot.sphinxext.config.load import load_project
from parallel_books import BOTH
from site_books import sphinx_build

PAGES = {"blocks", "index", "terms"}

# Tells which documents are resolved, in whatever process that happens.
_TELLING = """
def setup(app):
    def tell(app, doctree, docname):
        with open({log!r}, "a", encoding="utf-8") as log:
            log.write(f"{{app.config.language}} {{docname}}\\n")
    app.connect("doctree-resolved", tell)
"""


class Book:
    """A copy of the book and its parallel site."""

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._out = project, folder / "build" / "site" / BOTH
        self._log = folder / "resolved.txt"
        conf = project / "conf.py"
        telling = _TELLING.format(log=str(self._log))
        conf.write_text(conf.read_text("utf-8") + telling, "utf-8")

    def build(self) -> tuple[set[str], set[str]]:
        """Return what was resolved, as ``language docname``, and the names of written pages."""
        before = self._written()
        self._log.write_text("", "utf-8")
        assert not sphinx_build(self._project, "zh_CN", self._out, builder="parallelhtml")
        resolved = set(self._log.read_text("utf-8").splitlines())
        after = self._written()
        return resolved, {name for name in PAGES if after[name] != before.get(name)}

    def edit(self, old: str, new: str) -> None:
        """Change the translation of one document."""
        catalog = self._project / "locales/en/LC_MESSAGES/blocks.po"
        text = catalog.read_text("utf-8")
        assert old in text
        catalog.write_text(text.replace(old, new), "utf-8")

    def found(self, docname: str) -> str:
        """Return what the search finds of the translation of a document."""
        return (self._out / f"_search/en/texts/{docname}.js").read_text("utf-8")

    def _written(self) -> dict[str, int]:
        pages = {name: self._out / f"{name}.html" for name in PAGES}
        return {name: page.stat().st_mtime_ns for name, page in pages.items() if page.is_file()}


def test_a_run_resolves_and_writes_what_changed(copy_pairs: Path, tmp_path: Path) -> None:
    book = Book(copy_pairs, tmp_path)
    resolved, written = book.build()
    assert resolved == {f"{tag} {name}" for tag in ("zh_CN", "en") for name in PAGES}
    assert written == PAGES
    assert book.build() == (set(), set())
    book.edit("The second has a name of its own", "The second one has its own name")
    resolved, written = book.build()
    # The page above it shows the headings of this one, and is resolved to see whether they differ.
    assert resolved - {"en index", "zh_CN index"} == {"en blocks", "zh_CN blocks"}
    assert written - {"index"} == {"blocks"}
    assert "The second one has its own name" in book.found("blocks")
    assert book.build() == (set(), set())
    # All pages show the title.
    book.edit('msgstr "Blocks of All Kinds"', 'msgstr "All Kinds"')
    resolved, written = book.build()
    assert {f"en {name}" for name in PAGES} <= resolved
    assert written == PAGES
    assert "All Kinds" in book.found("blocks")
    assert "Blocks of All Kinds" not in book.found("blocks")
    assert book.build() == (set(), set())


@pytest.mark.usefixtures("warmed")
def test_the_command_shows_new_headings_in_contents_far_above(copy_pairs: Path) -> None:
    project = load_project(copy_pairs)
    docs = copy_pairs / "docs"
    deep = "# 对读\n\n```{toctree}\n:maxdepth: 3\n\npart\n```\n"
    (docs / "index.md").write_text(deep, "utf-8")
    (docs / "part.md").write_text("# 上篇\n\n```{toctree}\nblocks\nterms\n```\n", "utf-8")
    page = copy_pairs / "build" / "site" / BOTH / "index.html"
    build(project, project.select([]))
    assert ">Lists<" in page.read_text("utf-8")
    catalog = copy_pairs / "locales/en/LC_MESSAGES/blocks.po"
    translated = catalog.read_text("utf-8")
    catalog.write_text(translated.replace('msgstr "Lists"', 'msgstr "Enumerations"'), "utf-8")
    build(project, project.select([]))
    assert ">Enumerations<" in page.read_text("utf-8")
