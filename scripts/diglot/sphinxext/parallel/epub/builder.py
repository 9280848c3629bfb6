"""The builder ``parallelepub``: a book in two languages, block by block."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import TocTree
from sphinx.locale import _ as sphinx_text

from diglot.core.language import slug_of
from diglot.sphinxext.epub.builder import StrictEpubBuilder
from diglot.sphinxext.epub.contents import Entry, in_reading_order
from diglot.sphinxext.epub.metadata import basename_of, identifier_of
from diglot.sphinxext.html.site.untranslated import with_tooltips, without_marks
from diglot.sphinxext.i18n.labels import name_in
from diglot.sphinxext.i18n.source_files import source_files
from diglot.sphinxext.parallel.epub.contents import in_both, plain
from diglot.sphinxext.parallel.interleave import Side
from diglot.sphinxext.parallel.pages.merged_pages import MergedPagesBuilder
from diglot.sphinxext.parallel.pages.target_pages import (
    fingerprint_with_target,
    lent,
    target_documents,
    write_target_pages,
)

PARALLEL_EPUB = "parallelepub"
"""The builder of the EPUB in two languages."""

_STATIC = Path(__file__).parent / "static"
_SHEET = "diglot-parallel-epub.css"
# The metadata that are texts: the names in Sphinx's templates and the settings in conf.py.
_METADATA = {
    "title": "epub_title",
    "author": "epub_author",
    "contributor": "epub_contributor",
    "publisher": "epub_publisher",
    "copyright": "epub_copyright",
    "description": "epub_description",
}


class ParallelEpubBuilder(MergedPagesBuilder, StrictEpubBuilder):
    """Writes an EPUB that shows each block in the source language, then in its partner's."""

    # Settings, transforms and tags of EPUBs go by the builder's name. `register` gives this
    # builder the name that people call it by.
    name = StrictEpubBuilder.name
    resolver = StrictEpubBuilder.name

    @property
    def book_name(self) -> str:
        """The name of the book's file, without its ending."""
        return f"{basename_of(self.config)}.{slug_of(self.languages.values())}"

    @property
    def folded_sides(self) -> dict[Side, str]:
        """The sides of blocks that readers open, by a tap or a key, to what they tap."""
        target = self.languages[Side.TARGET]
        return {Side.TARGET: target.name} if self.config.diglot_parallel_epub_folded else {}

    @property
    def book_languages(self) -> list[str]:
        """What the book is written in, as BCP 47 tags."""
        return [language.bcp47 for language in self.languages.values()]

    @property
    def book_identifier(self) -> str:
        """The identifier of the book, another one than that of the book in one language."""
        return identifier_of(self.config, "+".join(self.book_languages))

    # --- pages

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Collect what a page's template shows; blocks without translation are marked."""
        # A page of the target alone is in no list of the source, nor is one beside another page.
        with lent(self, target_documents(self)):
            context = super().get_doc_context(docname, body, metatags)
        marked = self.config.diglot_untranslated_marks
        source = name_in(self.languages[Side.SOURCE], self.config.language)
        context["body"] = with_tooltips(body, source) if marked else without_marks(body)
        return context

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **named: Any) -> None:
        """Write a page; the index has its title in both languages."""
        if "genindexentries" in addctx:
            title = on_one_line(sphinx_text("Index"), self.partner.words.index)
            addctx["_"] = lambda text: title if text == "Index" else sphinx_text(text)
        super().handle_page(pagename, addctx, *args, **named)

    def partner_fingerprint(self) -> str:
        """Return also which pages only the partner has, and of which reading of it."""
        return fingerprint_with_target(self, super().partner_fingerprint())

    def finish(self) -> None:
        """Write what Sphinx knows no documents of: first the pages that only the partner has."""
        write_target_pages(self)
        super().finish()

    # --- contents

    def toc_add_files(self, refnodes: list[Entry]) -> None:
        """Complete the contents with the first page, and with the titles of the partner."""
        super().toc_add_files(refnodes)
        alone = {name + self.out_suffix for name in target_documents(self)}
        refnodes[:] = in_both(refnodes, self._partner_contents(), self.languages, alone)

    def new_navpoint(self, node: Entry, level: int, incr: bool = True) -> Any:
        """Return an entry of the old table of contents, which is plain text."""
        return super().new_navpoint(plain(node), level, incr)

    def _partner_contents(self) -> list[Entry]:
        env, root = self.partner.env, self.config.root_doc
        toctree, entries = TocTree(env), []
        for node in env.get_doctree(root).findall(addnodes.toctree):
            if tree := toctree.resolve(root, self, node, prune=False, includehidden=True):
                entries += self.get_refnodes(tree, [])
        for entry in entries:
            entry["refuri"] = posixpath.join(posixpath.dirname(root), entry["refuri"])
        title = escape(env.titles[root].astext()) if root in env.titles else root
        first = {"level": 1, "refuri": escape(root + self.out_suffix), "text": title}
        return list(in_reading_order([first, *entries]))

    # --- metadata

    def source_files(self) -> Iterator[Path]:
        """Yield the files that the book is made from, in both languages."""
        yield from super().source_files()
        documents = {*self.env.found_docs, *target_documents(self)}
        yield from source_files(self.partner.env, documents)

    def content_metadata(self) -> dict[str, Any]:
        """Return the metadata for the manifest, in both languages where they differ."""
        return {**super().content_metadata(), **self._bilingual_metadata()}

    def toc_metadata(self, level: int, navpoints: list[Any]) -> dict[str, Any]:
        """Return the metadata for the old table of contents."""
        title = self._bilingual_metadata()["title"]
        return {**super().toc_metadata(level, navpoints), "title": title}

    def build_content(self) -> None:
        """Write the manifest; the contents have their name in both languages."""
        title = on_one_line(sphinx_text("Table of Contents"), self.partner.words.contents)
        self.guide_titles = {**self.guide_titles, "toc": title}
        super().build_content()

    def _bilingual_metadata(self) -> dict[str, str]:
        partner_config = self.partner.env.config
        return {
            name: escape(on_one_line(self.config[setting], partner_config[setting]))
            for name, setting in _METADATA.items()
        }


def register(app: Sphinx) -> None:
    """Add the builder under the name it is asked for by, and the style sheet of its books."""
    app.registry.builders[PARALLEL_EPUB] = ParallelEpubBuilder
    app.connect("builder-inited", _add_style_sheet)


def on_one_line(source: str, target: str) -> str:
    """Return a text in two languages on one line; once if it is the same."""
    return source if source == target else f"{source} · {target}"


def _add_style_sheet(app: Sphinx) -> None:
    if isinstance(app.builder, ParallelEpubBuilder):
        app.config.html_static_path.insert(0, str(_STATIC))
        # After the sheet of every EPUB.
        app.add_css_file(_SHEET, priority=710)
