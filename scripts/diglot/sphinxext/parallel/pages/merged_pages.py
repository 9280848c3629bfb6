"""Merged pages: what a builder of HTML pages needs to show the partner's text beside its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import document_toc
from sphinx.locale import admonitionlabels

from diglot.core.language import Language
from diglot.sphinxext.config.languages import current_language
from diglot.sphinxext.parallel.interleave import Pair, Side, interleave
from diglot.sphinxext.parallel.pages.merge import Merger
from diglot.sphinxext.parallel.pages.sides import bilingual_title, number_sides
from diglot.sphinxext.parallel.partner import Partner, open_partner
from diglot.sphinxext.parallel.report import report_unpaired
from diglot.sphinxext.parallel.shared_pictures import share_pictures


class MergedPagesBuilder(StandaloneHTMLBuilder):
    """Writes pages that show each block in the source language and in its partner's."""

    resolver: ClassVar[str] = StandaloneHTMLBuilder.name
    """The builder whose pages the partner's documents are resolved for."""

    made_of_partner: ClassVar[tuple[str, ...]] = ("partner", "languages")
    """The attributes that are made once of the partner."""

    # The partner is opened once, for all pages.
    allow_parallel = False

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self._application = app
        self._partner_images: dict[str, Set[str]] = {}
        self.merged: tuple[str, Pair, Merger] | None = None
        """What the page that was written last was merged of, with its document's name."""

    @cached_property
    def partner(self) -> Partner:
        """The other language, with its documents up to date."""
        return open_partner(self._application, self.resolver)

    @cached_property
    def languages(self) -> Mapping[Side, Language]:
        """The languages of both sides."""
        return {
            Side.SOURCE: current_language(self._application),
            Side.TARGET: self.partner.language,
        }

    def forget_partner(self) -> None:
        """Open the partner anew when it is asked for: its documents have been read again."""
        for name in self.made_of_partner:
            vars(self).pop(name, None)

    def partner_fingerprint(self) -> str:
        """Return what the partner's documents show of each other, and its pictures named anew."""
        return " ".join((self.partner.fingerprint(), *sorted(self._clashing_pictures())))

    def _clashing_pictures(self) -> Iterator[str]:
        """Yield the partner's pictures whose names are taken by other pictures of the source."""
        own = self.env.images
        taken = {name for _documents, name in own.values()}
        for path, (_documents, name) in self.partner.env.images.items():
            if path not in own and name in taken:
                yield path

    def partner_state(self, docname: str) -> str:
        """Return what changes when the partner's document does."""
        return str(self.partner.state_of(docname))

    def partner_images(self) -> Mapping[str, Set[str]]:
        """Return the names of the partner's images, by the documents written so far."""
        return self._partner_images

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a page that shows a document in both languages."""
        target = self.partner.doctree(docname)
        share_pictures(doctree, target, Path(self.srcdir))
        self._take_images(target)
        self.post_process_images(target)  # as Sphinx has done with `doctree`
        uris = (image["uri"] for image in target.findall(nodes.image))
        self._partner_images[docname] = {self.images[uri] for uri in uris if uri in self.images}
        paired = interleave(doctree, target)
        if docname in self.env.found_docs and self.partner.has_document(docname):
            report_unpaired(paired, docname, self.languages)
        merger = self._merger()
        self.merged = (docname, paired, merger)
        super().write_doc(docname, merger.merge(paired))

    def create_translator(self, *args: Any) -> nodes.NodeVisitor:
        """Return a translator that numbers headings and captions in each language."""
        translator = super().create_translator(*args)
        configs = {Side.SOURCE: self.config, Side.TARGET: self.partner.env.config}
        formats = {side: config.numfig_format for side, config in configs.items()}
        number_sides(translator, formats, self.languages)
        return translator

    def write_genindex(self) -> None:
        """Write the index with the entries of both languages, each under its own letter."""
        domain = self.env.domains.index_domain
        partner_entries = self.partner.env.domains.index_domain.entries
        own_entries = domain.data["entries"]
        domain.data["entries"] = {
            docname: list(dict.fromkeys([*entries, *partner_entries.get(docname, ())]))
            for docname, entries in own_entries.items()
        }
        try:
            super().write_genindex()
        finally:
            domain.data["entries"] = own_entries

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Collect what a page's template shows; titles are in both languages."""
        context = super().get_doc_context(docname, body, metatags)
        context["title"] = self._titles(docname)
        _parent, before, after = self.relations.get(docname) or (None, None, None)
        for key, other in (("prev", before), ("next", after)):
            if context[key] and other:
                context[key] = {**context[key], "title": self._titles(other)}
        context["toc"] = self._contents(docname)
        return context

    def _merger(self) -> Merger:
        labels = {kind: str(label) for kind, label in admonitionlabels.items()}
        partner_labels = self.partner.words.admonitions
        return Merger(self.languages, {Side.SOURCE: labels, Side.TARGET: partner_labels})

    def _titles(self, docname: str) -> str:
        """Return the title of a document in both languages, as HTML."""
        titles = {
            side: self.render_partial(env.titles[docname])["title"]
            for side, env in zip(Side, self._environments(), strict=True)
            if docname in env.all_docs and docname in env.titles
        }
        return self._in_both(titles)

    def _in_both(self, titles: Mapping[Side, str]) -> str:
        """Return a title (HTML by side) in both languages."""
        return bilingual_title(titles, self.languages)

    def _contents(self, docname: str) -> str:
        """Return the contents of a page in both languages, as HTML."""
        # A language may exclude the document.
        source, target = (
            document_toc(env, docname, self.tags)
            if docname in env.all_docs
            else nodes.bullet_list()
            for env in self._environments()
        )
        return str(self.render_partial(self._merged_list(source, target))["fragment"])

    def _environments(self) -> tuple[BuildEnvironment, BuildEnvironment]:
        return self.env, self.partner.env

    def _merged_list(self, source: nodes.Node, target: nodes.Node) -> nodes.Element:
        """Return a list of links, or several with titles, in both languages."""
        trees = []
        for tree in (source, target):
            document = new_document("contents", self.docsettings)
            # A paragraph by name, but it holds lists.
            flat = isinstance(tree, addnodes.compact_paragraph)
            document += tree.children if flat else tree
            trees.append(document)
        merged = self._merger().merge(interleave(*trees))
        return addnodes.compact_paragraph("", "", *merged.children, toctree=True)

    def _take_images(self, doctree: nodes.document) -> None:
        """Let the page find the images that only the partner's document shows."""
        partner_images, taken = self.partner.env.images, set(self.images.values())
        for image in doctree.findall(nodes.image):
            uri = image["uri"]
            if uri in partner_images and uri not in self.images and uri not in self.env.images:
                name = partner_images[uri][1]
                # Each language has its own list of names.
                taken |= {own for _documents, own in self.env.images.values()}
                self.images[uri] = f"{self.partner.language.slug}-{name}" if name in taken else name
