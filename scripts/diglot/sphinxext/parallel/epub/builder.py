"""The builder ``parallelepub``: a book in two languages, block by block."""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree
from sphinx.locale import _

from diglot.sphinxext.epub.builder import StrictEpubBuilder
from diglot.sphinxext.epub.metadata import basename_of, identifier_of
from diglot.sphinxext.html.site.untranslated import with_tooltips, without_marks
from diglot.sphinxext.parallel.epub.contents import Entry, in_both, plain
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.merged_pages import WovenPagesBuilder

PARALLEL_EPUB = "parallelepub"
"""The builder of the EPUB in two languages."""

_STATIC = Path(__file__).parent / "static"
_SHEET = "diglot-parallel-epub.css"
# What the book says of itself, by its name in Sphinx's templates and in conf.py.
_SAYINGS = {
    "title": "epub_title",
    "author": "epub_author",
    "contributor": "epub_contributor",
    "publisher": "epub_publisher",
    "copyright": "epub_copyright",
    "description": "epub_description",
}


class ParallelEpubBuilder(WovenPagesBuilder, StrictEpubBuilder):
    """Writes an EPUB that shows each block in the source language, then in its partner's."""

    # Whoever asks a builder's name wants to know what it makes: an EPUB has its own settings,
    # transforms and tags. What people call this one is said where it is registered.
    name = StrictEpubBuilder.name
    resolver = StrictEpubBuilder.name

    @property
    def book_name(self) -> str:
        """The name of the book's file, without its ending."""
        slugs = "_".join(one.slug for one in self.languages.values())
        return f"{basename_of(self.config)}.{slugs}"

    @property
    def book_languages(self) -> list[str]:
        """What the book is written in, as BCP 47 tags."""
        return [one.bcp47 for one in self.languages.values()]

    @property
    def book_identifier(self) -> str:
        """What the book is known by; it is not the one that has a single language."""
        return identifier_of(self.config, "+".join(self.book_languages))

    # --- pages

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Collect what a page's template shows; blocks without translation are marked."""
        context = super().get_doc_context(docname, body, metatags)
        marked = self.config.diglot_untranslated_marks
        source = self.languages[Side.SOURCE].name
        context["body"] = with_tooltips(body, source) if marked else without_marks(body)
        return context

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **named: Any) -> None:
        """Write a page; the index has its title in both languages."""
        if "genindexentries" in addctx:
            title = both(_("Index"), self.partner.words.index)
            addctx["_"] = lambda text: title if text == "Index" else _(text)
        super().handle_page(pagename, addctx, *args, **named)

    # --- contents

    def toc_add_files(self, refnodes: list[Entry]) -> None:
        """Complete the contents with the first page, and with the titles of the partner."""
        super().toc_add_files(refnodes)
        refnodes[:] = in_both(refnodes, self._their_contents(), self.languages)

    def new_navpoint(self, node: Entry, level: int, incr: bool = True) -> Any:
        """Return an entry of the old table of contents, which is plain text."""
        return super().new_navpoint(plain(node), level, incr)

    def _their_contents(self) -> list[Entry]:
        env, root = self.partner.env, self.config.root_doc
        toctree, found = TocTree(env), []
        for node in env.get_doctree(root).findall(addnodes.toctree):
            if tree := toctree.resolve(root, self, node, prune=False, includehidden=True):
                found += self.get_refnodes(tree, [])
        for entry in found:
            entry["refuri"] = posixpath.join(posixpath.dirname(root), entry["refuri"])
        title = escape(env.titles[root].astext()) if root in env.titles else root
        return [{"level": 1, "refuri": escape(root + self.out_suffix), "text": title}, *found]

    # --- what the book says of itself

    def content_metadata(self) -> dict[str, Any]:
        """Return what the manifest says, in both languages where they differ."""
        return {**super().content_metadata(), **self._sayings()}

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return what the old table of contents says of the book."""
        title = self._sayings()["title"]
        return {**super().toc_metadata(level, navpoints), "title": title}

    def build_content(self) -> None:
        """Write the manifest; the contents have their name in both languages."""
        title = both(_("Contents"), self.partner.words.contents)
        self.guide_titles = {**self.guide_titles, "toc": title}
        super().build_content()

    def _sayings(self) -> dict[str, str]:
        theirs = self.partner.env.config
        return {
            name: escape(both(self.config[setting], theirs[setting]))
            for name, setting in _SAYINGS.items()
        }


def register(app: Sphinx) -> None:
    """Add the builder under the name it is asked for by, and the style sheet of its books."""
    app.registry.builders[PARALLEL_EPUB] = ParallelEpubBuilder
    app.connect("builder-inited", _add_style_sheet)


def both(source: str, target: str) -> str:
    """Return a text in two languages on one line; once if it is the same."""
    return source if source == target else f"{source} · {target}"


def _add_style_sheet(app: Sphinx) -> None:
    if isinstance(app.builder, ParallelEpubBuilder):
        app.config.html_static_path.insert(0, str(_STATIC))
        # After the sheet of every EPUB.
        app.add_css_file(_SHEET, priority=710)
